# Open vSwitch and OVN of this cloud alone (docs/adr/0003-private-ovs-and-libvirt.md).

OVS=$RUN/openvswitch
OVN=$RUN/ovn

vsctl() { ovs-vsctl --timeout=20 --db="unix:$OVS/db.sock" "$@"; }
nbctl() { ovn-nbctl --timeout=20 --db="unix:$OVN/nb.sock" "$@"; }

# The kernel datapath has one owner per machine: the first cloud takes it, unless another vswitchd is there already.
datapath_type() {
    if [[ -d /sys/module/openvswitch && $VIRGA_PORT_OFFSET == 0 ]] && ! other_vswitchd; then echo system; else echo netdev; fi
}

other_vswitchd() {
    local pid
    for pid in $(pgrep -x ovs-vswitchd || true); do
        [[ $pid == "$(pid_of ovs-vswitchd)" ]] || return 0
    done
    return 1
}

start_ovn() {
    mkdir -p "$OVS" "$OVN" "$VIRGA_HOME/ovn"
    start_ovsdb ovs-db "$VIRGA_HOME/ovn/conf.db" /usr/share/openvswitch/vswitch.ovsschema "$OVS/db.sock"
    start_ovsdb ovn-nb "$VIRGA_HOME/ovn/nb.db" /usr/share/ovn/ovn-nb.ovsschema "$OVN/nb.sock"
    start_ovsdb ovn-sb "$VIRGA_HOME/ovn/sb.db" /usr/share/ovn/ovn-sb.ovsschema "$OVN/sb.sock"
    nbctl init
    ovn-sbctl --timeout=20 --db="unix:$OVN/sb.sock" init
    alive ovn-northd || ovs_daemon ovn-northd --ovnnb-db="unix:$OVN/nb.sock" --ovnsb-db="unix:$OVN/sb.sock"
    start_switch
    alive ovn-controller || ovs_daemon ovn-controller "unix:$OVS/db.sock"
    wait_for 30 chassis_known || fail "this host did not register with OVN" "ovn-controller says why:" "$LOG/ovn-controller.log"
}

# ovs_daemon NAME ARGUMENTS…: every program of OVS and OVN takes the same options.
ovs_daemon() {
    local name=$1
    shift
    rotate "$LOG/$name.log"
    OVS_RUNDIR=$OVS OVN_RUNDIR=$OVN "$name" --detach --no-chdir --pidfile="$RUN/$name.pid" --log-file="$LOG/$name.log" "$@" 3>&- 4>&- 9>&-
}

start_ovsdb() {
    local name=$1 file=$2 schema=$3 socket=$4
    [[ -f $file ]] || ovsdb-tool create "$file" "$schema"
    alive "$name" && [[ -S $socket ]] && return 0
    stop "$name"
    rotate "$LOG/$name.log"
    rm -f "$file.~lock~"
    ovsdb-server --detach --no-chdir --pidfile="$RUN/$name.pid" --unixctl="$RUN/$name.ctl" --log-file="$LOG/$name.log" \
        --remote="punix:$socket" "$file" 3>&- 4>&- 9>&-
}

start_switch() {
    vsctl --no-wait init -- set Open_vSwitch . external_ids:system-id="$HOST" external_ids:hostname="$HOST" \
        external_ids:ovn-remote="unix:$OVN/sb.sock" external_ids:ovn-encap-type=geneve external_ids:ovn-encap-ip=127.0.0.1 \
        external_ids:ovn-bridge="$INTEGRATION_BRIDGE" external_ids:ovn-bridge-datapath-type="$(datapath_type)" \
        external_ids:ovn-bridge-mappings="physnet1:$EXTERNAL_BRIDGE" external_ids:ovn-monitor-all=true
    alive ovs-vswitchd || start_vswitchd
    vsctl --may-exist add-br "$EXTERNAL_BRIDGE" \
        -- set bridge "$EXTERNAL_BRIDGE" datapath_type="$(datapath_type)" fail-mode=standalone
    vsctl --may-exist add-br "$INTEGRATION_BRIDGE" \
        -- set bridge "$INTEGRATION_BRIDGE" datapath_type="$(datapath_type)" fail-mode=secure other_config:disable-in-band=true
    wait_for 10 ip link show "$EXTERNAL_BRIDGE" || fail "the bridge $EXTERNAL_BRIDGE did not appear" "ovs-vswitchd says why:" "$LOG/ovs-vswitchd.log"
    ip address replace "$EXTERNAL_GATEWAY/24" dev "$EXTERNAL_BRIDGE"
    ip link set "$EXTERNAL_BRIDGE" up
    # the userspace datapath cannot finish checksums that the kernel left open
    [[ $(datapath_type) == system ]] || ethtool -K "$EXTERNAL_BRIDGE" tx off >/dev/null
}

# Each userspace datapath makes a device "ovs-netdev" which carries no traffic. Its name is given back at once, so that
# the next cloud on this machine can make its own.
start_vswitchd() {
    exec 8>/run/lock/virga-ovs-netdev.lock
    flock 8
    ovs_daemon ovs-vswitchd "unix:$OVS/db.sock" 8>&-
    if [[ $(datapath_type) == netdev ]]; then
        vsctl --may-exist add-br "$EXTERNAL_BRIDGE" -- set bridge "$EXTERNAL_BRIDGE" datapath_type=netdev fail-mode=standalone
        wait_for 10 ip link show ovs-netdev
        remove_device "virga-dp$SUFFIX"
        ip link set ovs-netdev down
        ip link set ovs-netdev name "virga-dp$SUFFIX"
    fi
    exec 8>&-
}

chassis_known() { ovn-sbctl --timeout=5 --db="unix:$OVN/sb.sock" --bare --columns=name find Chassis name="$HOST" | grep -q .; }

ovn_answers() {
    alive ovs-db && alive ovn-nb && alive ovn-sb && alive ovn-northd && alive ovs-vswitchd && alive ovn-controller
}

# A killed vswitchd leaves its devices behind.
remove_device() { if ip link show "$1" >/dev/null 2>&1; then ip link delete "$1"; fi; }

stop_ovn() {
    local device
    stop ovn-controller
    stop ovn-northd
    if alive ovs-db && alive ovs-vswitchd; then
        vsctl --if-exists del-br "$INTEGRATION_BRIDGE" -- --if-exists del-br "$EXTERNAL_BRIDGE" || true
    fi
    stop ovs-vswitchd
    for device in "$INTEGRATION_BRIDGE" "$EXTERNAL_BRIDGE" "virga-dp$SUFFIX"; do remove_device "$device"; done
    stop ovn-sb
    stop ovn-nb
    stop ovs-db
}
