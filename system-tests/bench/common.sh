# What the benchmarks share: a cloud of their own, and how things are timed. Sourced by them, after ROOT is set.

VIRGA_HOME=$(mktemp -d /var/tmp/virga-bench.XXXX)
VIRGA_PORT_OFFSET=${VIRGA_PORT_OFFSET:-1400}
export VIRGA_HOME VIRGA_PORT_OFFSET

take_away() {
    "$ROOT/dev" reset --yes >/dev/null 2>&1 || true
    rm -rf --one-file-system "$VIRGA_HOME"
}
trap take_away EXIT

find_java() {
    local candidate
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
        [[ ! -x $candidate/bin/javac || $("$candidate/bin/java" -version 2>&1) != *'version "25'* ]] || { JAVA_HOME=$candidate && return; }
    done
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# timed COMMAND…: what it took, in milliseconds; its output is dropped.
timed() {
    local began
    began=$(milliseconds)
    "$@" >/dev/null
    echo $(($(milliseconds) - began))
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
