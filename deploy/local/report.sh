# What `./dev status` and the end of `./dev up` say.

PARTS_OF_BOTH=(postgres broker objects)
PARTS_OF_LIBVIRT=(ovs-db ovn-nb ovn-sb ovn-northd ovs-vswitchd ovn-controller virtlogd libvirtd)

all_parts() {
    echo "${PARTS_OF_BOTH[@]}"
    [[ $HYPERVISOR != libvirt ]] || echo "${PARTS_OF_LIBVIRT[@]}"
    echo "${ALL_SERVICES[@]}"
}

part_state() {
    case $1 in
    postgres) postgres_answers && echo up || echo down ;;
    broker) broker_answers && echo up || echo down ;;
    objects) objects_answer && echo up || echo down ;;
    libvirtd) libvirt_answers >/dev/null 2>&1 && echo up || echo down ;;
    identity | image | network | scheduler | compute | agent)
        if ready "$1"; then echo ready; elif alive "$1"; then echo 'not ready'; else echo down; fi
        ;;
    *) alive "$1" && echo up || echo down ;;
    esac
}

status() {
    local part state result=0
    printf '%-16s %-10s %-8s %s\n' PART STATE PID MEMORY
    for part in $(all_parts); do
        state=$(part_state "$part")
        if [[ $state == down || $state == 'not ready' ]]; then result=1; fi
        if alive "$part"; then
            printf '%-16s %-10s %-8s %s\n' "$part" "$state" "$(pid_of "$part")" "$(memory "$(pid_of "$part")")"
        else
            printf '%-16s %-10s\n' "$part" "$state"
        fi
    done
    [[ $HYPERVISOR != libvirt || $(part_state libvirtd) != up ]] || printf '\nguests running: %s\n' "$(vsh list --uuid | grep -c . || true)"
    return "$result"
}

memory() { awk '/^Pss:/ { printf "%.0f MiB", $2 / 1024 }' "/proc/$1/smaps_rollup" 2>/dev/null || echo '?'; }

say_how_to_log_in() {
    cat <<TEXT

Virga is up.  identity $IDENTITY_URL/v3 · image $IMAGE_URL · compute $COMPUTE_URL/v2.1 · network $NETWORK_URL · placement $PLACEMENT_URL

  export OS_CLIENT_CONFIG_FILE=$VIRGA_HOME/clouds.yaml OS_CLOUD=virga     # the demo team; OS_CLOUD=virga-admin is the operator
  ./dev virga server list                                                 # the same with both set for you; ./dev openstack … too
TEXT
    [[ ! -s $RUN/first-address ]] || cat <<TEXT
  ssh -i $ETC/demo_key cirros@$(<"$RUN/first-address")                    # the first instance
TEXT
}
