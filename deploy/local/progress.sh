# What the user sees: one line per step with its time, and on a failure the log to look at.

# red TEXT DESCRIPTOR: in colour when that is a terminal.
red() { if [[ -t $2 ]]; then printf '\033[31m%s\033[0m' "$1"; else printf '%s' "$1"; fi; }

# The messages of lines that are JSON, with those of what caused them; other lines as they are.
readable() {
    jq -Rr '. as $line | try (fromjson | [.message, (.exception? | .. | objects | .message? // empty)] | map(strings) | unique | join("\n  ")) catch $line' 2>/dev/null || cat
}

die() {
    printf '%s %s\n' "$(red error: 2)" "$1" >&2
    [[ -z ${2:-} ]] || printf '       %s\n' "$2" >&2
    exit 1
}

# fail MESSAGE HINT [LOG]: ends a step; its output goes to the log of `dev`, this line to the user.
fail() {
    {
        printf '%s %s\n' "$(red failed: 4)" "$1"
        printf '        %s\n' "$2"
        if [[ -n ${3:-} && -s ${3:-} ]]; then
            printf '        last lines of %s:\n' "$3"
            tail -n 12 "$3" | readable | cut -c1-1000 | sed 's/^/          /'
        fi
    } >&4
    exit 3
}

now() { date +%s%N; }

seconds_since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f s", (to - from) / 1e9 }'; }

# step LABEL COMMAND…: runs the command with its output in the log, and says how long it took; on a terminal also that it has begun.
step() {
    local label=$1 began result output
    shift
    began=$(now)
    output=$(mktemp "$LOG/step.XXXXXX")
    [[ ! -t 3 ]] || printf '  ..  %-58s %10s\r' "$label" '' >&3
    set +e
    (
        set -e
        "$@"
    ) >>"$output" 2>&1
    result=$?
    set -e
    {
        printf '\n=== %s %s (%s)\n' "$(date -u +%FT%TZ)" "$label" "$(seconds_since "$began")"
        cat "$output"
    } >>"$LOG/dev.log"
    if [[ $result == 0 ]]; then
        printf '  ok  %-58s %10s\n' "$label" "$(seconds_since "$began")" >&3
        rm -f "$output"
        return
    fi
    printf ' FAIL %-58s %10s\n' "$label" "$(seconds_since "$began")" >&3
    [[ $result == 3 ]] || {
        printf '        last lines of %s:\n' "$LOG/dev.log"
        tail -n 12 "$output" | cut -c1-300 | sed 's/^/          /'
    } >&4
    rm -f "$output"
    exit 1
}

# meanwhile COMMAND…: starts a chain of steps beside the others; `join` waits for all of them.
MEANWHILE=()
meanwhile() {
    "$@" &
    MEANWHILE+=($!)
}

join() {
    local job result=0
    for job in "${MEANWHILE[@]}"; do wait "$job" || result=1; done
    MEANWHILE=()
    [[ $result == 0 ]] || exit 1
}

# wait_for SECONDS COMMAND…: true as soon as the command succeeds, false when the time is over.
wait_for() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}
