# The way out of this machine: none, unless the user names an interface. Without --uplink the kernel drops whatever the
# external network wants forwarded, whoever else has switched forwarding on.

uplink_rule() { iptables -w 10 "$@" -m comment --comment "virga$SUFFIX"; }

ensure_rule() {
    local table=$1 chain=$2
    shift 2
    uplink_rule -t "$table" -C "$chain" "$@" 2>/dev/null || uplink_rule -t "$table" -I "$chain" "$@"
}

remove_rule() {
    local table=$1 chain=$2
    shift 2
    while uplink_rule -t "$table" -D "$chain" "$@" 2>/dev/null; do :; done
}

start_uplink() {
    local kept=$ETC/uplink interface=$UPLINK
    if [[ -z $interface && -s $kept ]]; then interface=$(<"$kept"); fi
    block_forwarding
    [[ -n $interface ]] || return 0
    [[ -d /sys/class/net/$interface ]] || fail "there is no interface '$interface'" "See: ip link"
    if [[ -s $kept && $(<"$kept") != "$interface" ]]; then open_uplink remove_rule "$(<"$kept")"; fi
    if [[ ! -s $ETC/ip_forward ]]; then cat /proc/sys/net/ipv4/ip_forward >"$ETC/ip_forward"; fi
    echo 1 >/proc/sys/net/ipv4/ip_forward
    open_uplink ensure_rule "$interface"
    echo "$interface" >"$kept"
}

block_forwarding() {
    ensure_rule filter FORWARD -i "$EXTERNAL_BRIDGE" -j DROP
    ensure_rule filter FORWARD -o "$EXTERNAL_BRIDGE" -j DROP
}

# The accepting rules go in front of the dropping ones.
open_uplink() {
    local change=$1 interface=$2
    "$change" filter FORWARD -i "$EXTERNAL_BRIDGE" -o "$interface" -s "$EXTERNAL_CIDR" -j ACCEPT
    "$change" filter FORWARD -i "$interface" -o "$EXTERNAL_BRIDGE" -d "$EXTERNAL_CIDR" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    "$change" nat POSTROUTING -s "$EXTERNAL_CIDR" -o "$interface" -j MASQUERADE
}

stop_uplink() {
    if [[ -s $ETC/uplink ]]; then open_uplink remove_rule "$(<"$ETC/uplink")"; fi
    if [[ -s $ETC/ip_forward ]]; then cat "$ETC/ip_forward" >/proc/sys/net/ipv4/ip_forward; fi
    rm -f "$ETC/uplink" "$ETC/ip_forward"
    remove_rule filter FORWARD -i "$EXTERNAL_BRIDGE" -j DROP
    remove_rule filter FORWARD -o "$EXTERNAL_BRIDGE" -j DROP
}
