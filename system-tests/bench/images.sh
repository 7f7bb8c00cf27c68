#!/usr/bin/env bash
# The images' figures of docs/performance.md, measured on a cloud of its own which is taken away in the end.
# usage: system-tests/bench/images.sh [MIB] [ROUNDS] [IMAGES] [GIB]      (root; packages installed, everything built; 16 GiB of disk)
set -euo pipefail

ROOT=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
source "$ROOT/system-tests/bench/common.sh"
MIB=${1:-512}
ROUNDS=${2:-3}
IMAGES=${3:-10000}
GIB=${4:-4}
IMAGE=http://127.0.0.1:$((9292 + VIRGA_PORT_OFFSET))/v2
COMPUTE=http://127.0.0.1:$((8774 + VIRGA_PORT_OFFSET))/v2.1
LIBRARIES=$ROOT/image-service/target/quarkus-app/lib/main
BUCKET=virga-images

setting() { sed -n "s/^image\.stores\.s3\.$1=//p" "$VIRGA_HOME"/etc/image*.properties | head -1; }

# direct ARGUMENTS…: StoreDirect, with the service's own SDK and keys.
direct() {
    S3_ENDPOINT=$(setting endpoint) S3_ACCESS_KEY=$(setting access-key) S3_SECRET_KEY=$(setting secret-key) \
        "$JAVA_HOME/bin/java" -Xmx256m -cp "$VIRGA_HOME/bench:$LIBRARIES/*" StoreDirect "$@"
}

call() {
    local method=$1 url=$2
    shift 2
    curl -sS -f -m 3600 -X "$method" -H "X-Auth-Token: $TOKEN" "$@" "$url"
}

new_image() { call POST "$IMAGE/images" -H 'Content-Type: application/json' -d "{\"name\": \"bench\", \"disk_format\": \"$1\", \"container_format\": \"bare\"}" | jq -r .id; }

up() { call PUT "$IMAGE/images/$2/file" -H 'Content-Type: application/octet-stream' -T "$1"; }

down() { call GET "$IMAGE/images/$1/file" -o /dev/null; }

eight_up() {
    local i
    for i in "$@"; do up "$VIRGA_HOME/small.raw" "$i" & done
    wait
}

transfers() {
    local i id ids
    local all=(cp sum up up-direct up-hashed down down-direct eight eight-direct eight-hashed)
    for i in "${all[@]}"; do : >"$VIRGA_HOME/$i"; done
    id=$(new_image raw) # StoreDirect, too, counts its second round
    up "$VIRGA_HOME/large.raw" "$id"
    for ((i = 0; i < 10; i++)); do down "$id"; done # until it is compiled
    call DELETE "$IMAGE/images/$id"
    for ((i = 0; i < ROUNDS; i++)); do
        timed cp "$VIRGA_HOME/large.raw" "$VIRGA_HOME/copy.raw" >>"$VIRGA_HOME/cp"
        timed sha512sum "$VIRGA_HOME/large.raw" >>"$VIRGA_HOME/sum"
        direct put "$VIRGA_HOME/large.raw" "$BUCKET" bench- 1 >>"$VIRGA_HOME/up-direct"
        direct hash "$VIRGA_HOME/large.raw" "$BUCKET" bench- 1 >>"$VIRGA_HOME/up-hashed"
        id=$(new_image raw)
        timed up "$VIRGA_HOME/large.raw" "$id" >>"$VIRGA_HOME/up"
        direct get "$BUCKET" bench-0 1 >>"$VIRGA_HOME/down-direct"
        timed down "$id" >>"$VIRGA_HOME/down"
        call DELETE "$IMAGE/images/$id"
        direct put "$VIRGA_HOME/small.raw" "$BUCKET" bench- 8 >>"$VIRGA_HOME/eight-direct"
        direct hash "$VIRGA_HOME/small.raw" "$BUCKET" bench- 8 >>"$VIRGA_HOME/eight-hashed"
        ids=$(for _ in 1 2 3 4 5 6 7 8; do new_image raw; done)
        # shellcheck disable=SC2086
        timed eight_up $ids >>"$VIRGA_HOME/eight"
        for id in $ids; do call DELETE "$IMAGE/images/$id"; done
    done
    for i in "${all[@]}"; do printf '%s: %s ms\n' "$i" "$(median <"$VIRGA_HOME/$i")"; done
}

listing() {
    python3 - "$IMAGE" "$TOKEN" "$IMAGES" <<'PYTHON'
import http.client, json, statistics, sys, time, urllib.parse
image, token, count = urllib.parse.urlparse(sys.argv[1]), sys.argv[2], int(sys.argv[3])
connection = http.client.HTTPConnection(image.hostname, image.port)
headers = {"X-Auth-Token": token, "Content-Type": "application/json"}
def ask(method, path, body=None):
    connection.request(method, image.path + path, body, headers)
    answer = connection.getresponse()
    bytes = answer.read()
    assert answer.status < 300, (answer.status, bytes)
    return bytes
began = time.time()
for number in range(count):
    ask("POST", "/images", json.dumps({"name": "bench-%d" % number}))
print("%d images made in %.1f s" % (count, time.time() - began))
for path in ("/images", "/images?limit=100", "/images?name=bench-77", "/images?sort=name:asc&limit=100"):
    times = []
    for _ in range(100):
        began = time.time()
        ask("GET", path)
        times.append(1000 * (time.time() - began))
    print("GET /v2%s: p50 %.1f ms, p99 %.1f ms" % (path, statistics.median(times), sorted(times)[98]))
PYTHON
}

# A bootable image of some GIB GiB: the guest's, with noise behind its own partition.
large_guest() {
    local i
    rm -f "$VIRGA_HOME/guest.qcow2"
    qemu-img convert -f qcow2 -O qcow2 "$VIRGA_HOME/guest-image.qcow2" "$VIRGA_HOME/guest.qcow2"
    qemu-img resize -q -f qcow2 "$VIRGA_HOME/guest.qcow2" "$((GIB + 1))G"
    head -c 1G /dev/urandom >"$VIRGA_HOME/noise"
    for ((i = 0; i < GIB; i++)); do
        qemu-io -f qcow2 -c "write -q -s $VIRGA_HOME/noise $((i * 1024 + 512))M 1G" "$VIRGA_HOME/guest.qcow2" >/dev/null
    done
    rm "$VIRGA_HOME/noise"
}

# first_boot lazy|copied: POST → ACTIVE, and POST → login prompt, on a host that has never seen the image.
first_boot() {
    local id server began active status
    large_guest
    id=$(new_image qcow2)
    up "$VIRGA_HOME/guest.qcow2" "$id"
    [[ $1 != lazy ]] || call PATCH "$IMAGE/images/$id" -H 'Content-Type: application/openstack-images-v2.1-json-patch' -d '[{"op": "add", "path": "/virga_boot", "value": "lazy"}]' >/dev/null
    began=$(milliseconds)
    server=$(call POST "$COMPUTE/servers" -H 'Content-Type: application/json' -d "{\"server\": {\"name\": \"bench\", \"imageRef\": \"$id\", \"flavorRef\": \"$FLAVOR\", \"networks\": [{\"uuid\": \"$NETWORK_ID\"}]}}" | jq -r .server.id)
    until [[ ${status:-} == ACTIVE ]]; do
        sleep 0.1
        status=$(call GET "$COMPUTE/servers/$server" | jq -r .server.status)
        [[ $status != ERROR ]] || exit 1
    done
    active=$(($(milliseconds) - began))
    until call POST "$COMPUTE/servers/$server/action" -H 'Content-Type: application/json' -d '{"os-getConsoleOutput": {}}' | grep -q 'login:'; do sleep 0.2; done
    printf 'first boot of an image of %s MiB, %s: ACTIVE after %d ms, login prompt after %d ms\n' "$(($(stat -c %s "$VIRGA_HOME/guest.qcow2") >> 20))" "$1" "$active" $(($(milliseconds) - began))
    if [[ $1 == lazy ]]; then
        while compgen -G "$VIRGA_HOME/*/instances/$server/lazy.json" >/dev/null; do sleep 0.5; done
        printf 'its disk stands on the host'"'"'s file after %d ms\n' $(($(milliseconds) - began))
    fi
    "$ROOT/cli/virga" server delete --wait "$server"
    call DELETE "$IMAGE/images/$id"
}

printf 'load before: %s, CPUs: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)" "$(nproc)"
find_java
"$ROOT/dev" up --no-build >/dev/null
echo 'image.quota.image_count_total=-1' >"$VIRGA_HOME/etc/local.properties"
"$ROOT/dev" up --no-build >/dev/null
mkdir -p "$VIRGA_HOME/bench"
"$JAVA_HOME/bin/javac" -nowarn -proc:none -cp "$LIBRARIES/*" -d "$VIRGA_HOME/bench" "$ROOT/system-tests/bench/StoreDirect.java"
export OS_CLIENT_CONFIG_FILE=$VIRGA_HOME/clouds.yaml OS_CLOUD=virga
"$ROOT/dev" openstack server delete --wait first
TOKEN=$("$ROOT/cli/virga" token issue -f value -c id)
NETWORK_ID=$(call GET "http://127.0.0.1:$((9696 + VIRGA_PORT_OFFSET))/v2.0/networks?name=private" | jq -r '.networks[0].id')
FLAVOR=$(OS_CLOUD=virga-admin "$ROOT/cli/virga" flavor create --ram 128 --disk "$((GIB + 1))" bench -f value -c id)
{ head -c 1M /dev/zero && head -c "$((MIB - 1))M" /dev/urandom; } >"$VIRGA_HOME/large.raw"
head -c "$((MIB / 8))M" "$VIRGA_HOME/large.raw" >"$VIRGA_HOME/small.raw"

first_boot copied
first_boot lazy
transfers
listing
printf 'load after: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
