#!/usr/bin/env bash
# The identity service's figures of docs/performance.md, measured on a cloud of its own which is taken away in the end.
# usage: system-tests/bench/identity.sh [SECONDS] [ROUNDS]      (root; packages and `wrk` installed, everything built)
set -euo pipefail

ROOT=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
source "$ROOT/system-tests/bench/common.sh"
SECONDS_EACH=${1:-8}
ROUNDS=${2:-3}
IDENTITY=http://127.0.0.1:$((5000 + VIRGA_PORT_OFFSET))/v3
LIBRARIES=$ROOT/identity-service/target/quarkus-app/lib/main
FLAGS=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx256m) # the compilers that the identity service has, too

# run_java FILE CLASS ARGUMENTS…: compiled against the service's own libraries, so that package-private types are in reach.
run_java() {
    local file=$1 class=$2
    shift 2
    "$JAVA_HOME/bin/javac" -nowarn -proc:none -cp "$LIBRARIES/*" -d "$VIRGA_HOME/bench" "$ROOT/system-tests/bench/$file"
    "$JAVA_HOME/bin/java" "${FLAGS[@]}" -cp "$VIRGA_HOME/bench:$LIBRARIES/*" "$class" "$@"
}

ticks() { awk '{ print $14 + $15 }' "/proc/$(<"$VIRGA_HOME/run/identity.pid")/stat"; }

# load CONNECTIONS SCRIPT: answers per second, mean latency in ms, CPU ms of the identity service per answer.
load() {
    local before after out
    before=$(ticks)
    out=$(wrk -t1 -c"$1" -d"${SECONDS_EACH}s" -s "$2" "$IDENTITY/auth/tokens")
    after=$(ticks)
    awk -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" '
        / requests in / { requests = $1; split($4, t, "s"); time = t[1] }
        /Non-2xx/ { print "answers that are errors: " $0 > "/dev/stderr"; exit 1 }
        END { printf "%.1f %.2f %.2f\n", requests / time, 1000 * time * c / requests, 1000 * ticks / hz / requests }' c="$1" <<<"$out"
}

password_of() { awk -v cloud="$1:" '$1 == cloud { found = 1 } found && $1 == "password:" { print $2; exit }' "$VIRGA_HOME/clouds.yaml"; }

write_scripts() {
    local scope='"scope":{"project":{"name":"demo","domain":{"id":"default"}}}' token credential
    request POST "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"demo\",\"domain\":{\"id\":\"default\"},\"password\":\"$(password_of virga)\"}}},$scope}}" >"$VIRGA_HOME/password.lua"
    token=$("$ROOT/dev" openstack token issue -f value -c id)
    credential=$("$ROOT/dev" openstack application credential create bench -f json | jq -c '{id, secret}')
    request POST "{\"auth\":{\"identity\":{\"methods\":[\"application_credential\"],\"application_credential\":$credential}}}" >"$VIRGA_HOME/credential.lua"
    request GET '' "$token" >"$VIRGA_HOME/validate.lua"
}

# request METHOD BODY [TOKEN]: what wrk sends.
request() {
    printf 'wrk.method = "%s"\nwrk.headers["Content-Type"] = "application/json"\nwrk.body = [[%s]]\n' "$1" "$2"
    [[ -z ${3:-} ]] || printf 'wrk.headers["X-Auth-Token"] = "%s"\nwrk.headers["X-Subject-Token"] = "%s"\n' "$3" "$3"
}

against_the_hash() {
    local i hash issue
    for ((i = 0; i < 8; i++)); do load 8 "$VIRGA_HOME/credential.lua" >/dev/null; done # compiled as in a service that has run for a while
    load 2 "$VIRGA_HOME/password.lua" >/dev/null
    for ((i = 0; i < ROUNDS; i++)); do
        hash=$(run_java BareHash.java BareHash 10 "$SECONDS_EACH")
        issue=$(load 1 "$VIRGA_HOME/password.lua")
        echo "round $((i + 1)): bare hash ${hash% *} ms (CPU ${hash#* }) · issue by password: $issue (answers/s, mean ms, CPU ms)"
        awk -v h="${hash% *}" -v i="$issue" 'BEGIN { split(i, v, " "); print v[2] / h }' >>"$VIRGA_HOME/ratios"
    done
    echo "issue by password ÷ bare hash, wall: $(median <"$VIRGA_HOME/ratios") (median of $ROUNDS)"
}

mkdir -p "$VIRGA_HOME/bench"
find_java
"$ROOT/dev" up --no-build --no-instance --hypervisor simulated >/dev/null
write_scripts
uptime
against_the_hash
for connections in 1 8; do
    echo "issue by application credential, $connections connections: $(load $connections "$VIRGA_HOME/credential.lua") (answers/s, mean ms, CPU ms)"
    echo "GET /v3/auth/tokens, $connections connections: $(load $connections "$VIRGA_HOME/validate.lua") (answers/s, mean ms, CPU ms)"
done
echo "validation in a service, one thread: $(run_java LocalValidation.java io.virga.web.token.LocalValidation "$SECONDS_EACH") (tokens/s seen before, first seen)"
uptime
