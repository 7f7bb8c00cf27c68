#!/usr/bin/env bash
# The figures of docs/performance.md, measured on a cloud of its own which is taken away in the end.
# usage: system-tests/bench/figures.sh [ROUNDS]        (root; packages installed, everything built)
set -euo pipefail

ROOT=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
source "$ROOT/system-tests/bench/common.sh"
ROUNDS=${1:-7}
COMPUTE=http://127.0.0.1:$((8774 + VIRGA_PORT_OFFSET))/v2.1
IMAGE=http://127.0.0.1:$((9292 + VIRGA_PORT_OFFSET))/v2
NETWORK=http://127.0.0.1:$((9696 + VIRGA_PORT_OFFSET))/v2.0
URI="qemu+unix:///system?socket=$VIRGA_HOME/libvirt/run/libvirt-sock"

# spread: least, median and most of the numbers on standard input.
spread() { sort -n | awk '{ v[NR] = $1 } END { printf "least %d · median %d · most %d ms (%d rounds)", v[1], v[int((NR + 1) / 2)], v[NR], NR }'; }

dev_up() { "$ROOT/dev" up --no-build; }

call() {
    local method=$1 url=$2
    shift 2
    curl -sS -m 60 -X "$method" -H "X-Auth-Token: $TOKEN" -H 'Content-Type: application/json' "$@" "$url"
}

post_server() {
    local id status
    id=$(call POST "$COMPUTE/servers" -d "{\"server\": {\"name\": \"bench\", \"imageRef\": \"$IMAGE_ID\", \"flavorRef\": \"$FLAVOR\",
        \"networks\": [{\"uuid\": \"$NETWORK_ID\"}]}}" | jq -r .server.id)
    echo "$id" >"$VIRGA_HOME/bench-server"
    until [[ ${status:-} == ACTIVE ]]; do
        status=$(call GET "$COMPUTE/servers/$id" | jq -r .server.status)
        [[ $status != ERROR ]] || exit 1
    done
}

delete_server() {
    local id
    id=$(<"$VIRGA_HOME/bench-server")
    call DELETE "$COMPUTE/servers/$id"
    while [[ $(call GET "$COMPUTE/servers/$id" -o /dev/null -w '%{http_code}') == 200 ]]; do sleep 0.2; done
}

# The same disk, config drive and domain as the server that runs now, with names of its own.
copy_definition() {
    local id
    id=$(<"$VIRGA_HOME/bench-server")
    DOMAIN=$(virsh -q -c "$URI" list --all --name | grep -F "$id" || virsh -q -c "$URI" domname "$id")
    mkdir -p "$VIRGA_HOME/by-hand"
    chmod 0711 "$VIRGA_HOME/by-hand"
    cp -a "$VIRGA_HOME/agent/instances/$id" "$VIRGA_HOME/by-hand/template"
    virsh -c "$URI" dumpxml --inactive "$id" |
        sed -e "s#<name>$DOMAIN</name>#<name>by-hand</name>#" -e "s#$id#$BY_HAND_ID#g" \
            -e "s#$VIRGA_HOME/agent/instances/$BY_HAND_ID#$VIRGA_HOME/by-hand/run#g" -e '/<mac address/d' -e '/<target dev=.tap/d' >"$VIRGA_HOME/by-hand/domain.xml"
    DISK=$(grep -o "$VIRGA_HOME/by-hand/run/[^'\"]*" "$VIRGA_HOME/by-hand/domain.xml" | grep -m1 -E 'disk|root')
    BACKING=$(qemu-img info -U -f qcow2 --output=json "$VIRGA_HOME/agent/instances/$id/${DISK##*/}" | jq -r '."full-backing-filename"')
    SIZE=$(qemu-img info -U -f qcow2 --output=json "$VIRGA_HOME/agent/instances/$id/${DISK##*/}" | jq -r '."virtual-size"')
}

by_hand() {
    qemu-img create -q -f qcow2 -F qcow2 -b "$BACKING" "$DISK" "$SIZE"
    virsh -q -c "$URI" define "$VIRGA_HOME/by-hand/domain.xml"
    virsh -q -c "$URI" start by-hand
}

prepare_by_hand() {
    cp -a "$VIRGA_HOME/by-hand/template" "$VIRGA_HOME/by-hand/run"
    rm -f "$DISK"
}

undo_by_hand() {
    virsh -q -c "$URI" destroy by-hand
    virsh -q -c "$URI" undefine by-hand
    rm -rf "$VIRGA_HOME/by-hand/run"
} >/dev/null

printf 'load before: %s, CPUs: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)" "$(nproc)"
printf './dev up, new cloud, packages present and built, to the login prompt: %s ms\n' "$(timed dev_up)"
printf './dev up, again: %s ms\n' "$(timed dev_up)"

export OS_CLIENT_CONFIG_FILE=$VIRGA_HOME/clouds.yaml OS_CLOUD=virga
"$ROOT/dev" openstack server delete --wait first
TOKEN=$("$ROOT/cli/virga" token issue -f value -c id)
IMAGE_ID=$(call GET "$IMAGE/images?name=cirros" | jq -r '.images[0].id')
NETWORK_ID=$(call GET "$NETWORK/networks?name=private" | jq -r '.networks[0].id')
FLAVOR=$(call GET "$COMPUTE/flavors/detail" | jq -r 'first(.flavors[] | select(.ram == 128)) | .id')
BY_HAND_ID=$(cat /proc/sys/kernel/random/uuid)

for _ in $(seq "$ROUNDS"); do timed "$ROOT/cli/virga" token issue; done | spread | sed 's/^/virga token issue: /'
echo
sleep 20
"$ROOT/dev" status | awk '/MiB/ { sum += $(NF - 1) } { print } END { printf "idle PSS of all our processes, no guest: %d MiB\n", sum }'

post_server
copy_definition
delete_server
: >"$VIRGA_HOME/active" && : >"$VIRGA_HOME/hand"
for _ in $(seq "$ROUNDS"); do
    timed post_server >>"$VIRGA_HOME/active"
    delete_server
    prepare_by_hand
    timed by_hand >>"$VIRGA_HOME/hand"
    undo_by_hand
done
printf 'POST /servers to ACTIVE: %s\n' "$(spread <"$VIRGA_HOME/active")"
printf 'qemu-img create, virsh define, virsh start by hand: %s\n' "$(spread <"$VIRGA_HOME/hand")"
printf 'load after: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
