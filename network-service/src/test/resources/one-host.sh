#!/bin/bash
# One hypervisor host with OVN in private network namespaces, for tests: an own southbound database, northd, Open vSwitch
# with the userspace datapath, ovn-controller, and a network outside.
#   one-host.sh up NORTHBOUND_SOCKET | down | guest NAME PORT MAC | unplug NAME
# State lies in $RUN; namespaces are called $PREFIX-*.
set -eu
: "${RUN:?}" "${PREFIX:?}"
in_ns() { local ns=$1; shift; ip netns exec "$PREFIX-$ns" "$@"; }
vsctl() { ovs-vsctl --db=unix:"$RUN/db.sock" "$@"; }
no_offload() { "${@:2}" ethtool -K "$1" tx off rx off tso off gso off gro off >/dev/null 2>&1 || true; }

export OVS_RUNDIR=$RUN OVN_RUNDIR=$RUN OVS_LOGDIR=$RUN OVN_LOGDIR=$RUN

up() {
    mkdir -p "$RUN"
    ovsdb-tool create "$RUN/sb.db" /usr/share/ovn/ovn-sb.ovsschema
    ovsdb-tool create "$RUN/conf.db" /usr/share/openvswitch/vswitch.ovsschema
    start() { "$@" --detach --no-chdir --log-file="$RUN/log" 2>>"$RUN/stderr"; }
    start ovsdb-server --pidfile="$RUN/sb.pid" --unixctl="$RUN/sb.ctl" --remote=punix:"$RUN/sb.sock" "$RUN/sb.db"
    start ovn-northd --pidfile="$RUN/northd.pid" --unixctl="$RUN/northd.ctl" --ovnnb-db=unix:"$1" --ovnsb-db=unix:"$RUN/sb.sock"

    ip netns add "$PREFIX-host"
    in_ns host ip link set lo up
    start ip netns exec "$PREFIX-host" ovsdb-server --pidfile="$RUN/ovsdb.pid" --unixctl="$RUN/ovsdb.ctl" \
        --remote=punix:"$RUN/db.sock" "$RUN/conf.db"
    vsctl --no-wait init -- set Open_vSwitch . external_ids:system-id=host external_ids:ovn-remote=unix:"$RUN/sb.sock" \
        external_ids:ovn-encap-type=geneve external_ids:ovn-encap-ip=127.0.0.1 \
        external_ids:ovn-bridge-datapath-type=netdev external_ids:ovn-bridge-mappings=physnet1:br-ex
    start ip netns exec "$PREFIX-host" ovs-vswitchd --pidfile="$RUN/vswitchd.pid" --unixctl="$RUN/vswitchd.ctl" unix:"$RUN/db.sock"
    vsctl -- add-br br-ex -- set bridge br-ex datapath_type=netdev fail-mode=standalone
    start ip netns exec "$PREFIX-host" ovn-controller --pidfile="$RUN/controller.pid" unix:"$RUN/db.sock"

    ip netns add "$PREFIX-out"
    in_ns out ip link set lo up
    ip link add eth0 netns "$PREFIX-out" type veth peer name out netns "$PREFIX-host"
    in_ns out ip addr add 172.24.4.1/24 dev eth0
    in_ns out ip link set eth0 up
    in_ns host ip link set out up
    no_offload eth0 in_ns out
    no_offload out in_ns host
    vsctl add-port br-ex out
}

guest() {
    ip netns add "$PREFIX-$1"
    in_ns "$1" ip link set lo up
    ip link add eth0 netns "$PREFIX-$1" type veth peer name "tap-$1" netns "$PREFIX-host"
    in_ns "$1" ip link set eth0 address "$3"
    no_offload eth0 in_ns "$1"
    no_offload "tap-$1" in_ns host
    in_ns "$1" ip link set eth0 up
    in_ns host ip link set "tap-$1" up
    vsctl add-port br-int "tap-$1" -- set Interface "tap-$1" external_ids:iface-id="$2"
}

down() {
    for file in "$RUN"/*.pid; do
        [ ! -f "$file" ] || kill -9 "$(cat "$file")" 2>/dev/null || true
    done
    for ns in $(ip netns list | awk '{print $1}' | grep "^$PREFIX-" || true); do
        ip netns del "$ns"
    done
    rm -rf "$RUN"
}

"$@"
