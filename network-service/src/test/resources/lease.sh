#!/bin/sh
# What udhcpc does with a lease: takes the address and the way out.
[ "$1" = bound ] || exit 0
ip addr flush dev "$interface"
ip addr add "$ip/$mask" dev "$interface"
[ -z "${mtu:-}" ] || ip link set "$interface" mtu "$mtu"
[ -z "${router:-}" ] || ip route replace default via "$router"
echo "BOUND $ip mtu=${mtu:-} dns=${dns:-}"
