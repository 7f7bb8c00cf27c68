# What the user sees: one line per step with its time, and on a failure the log to look at.

die() {
    printf '\033[31merror:\033[0m %s\n' "$1" >&2
    [[ -z ${2:-} ]] || printf '       %s\n' "$2" >&2
    exit 1
}

# fail MESSAGE HINT [LOG]: ends a step; its output goes to the log of `dev`, this line to the user.
fail() {
    {
        printf '\033[31mfailed:\033[0m %s\n' "$1"
        printf '        %s\n' "$2"
        if [[ -n ${3:-} && -s ${3:-} ]]; then
            printf '        last lines of %s:\n' "$3"
            tail -n 12 "$3" | cut -c1-300 | sed 's/^/          /'
        fi
    } >&4
    exit 3
}

now() { date +%s%N; }

seconds_since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f s", (to - from) / 1e9 }'; }

# step LABEL COMMAND…: runs the command with its output in the log, and says how long it took.
step() {
    local label=$1 began result output
    shift
    began=$(now)
    output=$(mktemp "$LOG/step.XXXXXX")
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
