# Daemons by pid file. Each one carries "$VIRGA_HOME/" on its command line: so a recycled pid is never taken for ours.

pid_of() { cat "$RUN/$1.pid" 2>/dev/null; }

# A killed process may stay a zombie where nobody reaps it: that one is dead.
alive() {
    local pid stat
    pid=$(pid_of "$1") && [[ $pid =~ ^[0-9]+$ ]] || return 1
    stat=$(cat "/proc/$pid/stat" 2>/dev/null) || return 1
    stat=${stat##*) }
    [[ ${stat%% *} != [ZX] ]] || return 1
    tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$VIRGA_HOME/"
}

rotate() {
    local log=$1
    if [[ -f $log && $(stat -c %s "$log") -gt $((50 * 1024 * 1024)) ]]; then mv -f "$log" "$log.1"; fi
}

# launch NAME COMMAND…: in a session of its own, log in $LOG/NAME.log, pid in $RUN/NAME.pid.
launch() {
    local name=$1
    shift
    rotate "$LOG/$name.log"
    setsid "$@" </dev/null >>"$LOG/$name.log" 2>&1 3>&- 4>&- 9>&- &
    echo $! >"$RUN/$name.pid"
}

# stop NAME [SIGNAL] [SECONDS]: asks, waits, then kills.
stop() {
    local name=$1 signal=${2:-TERM} patience=${3:-10}
    if alive "$name"; then
        kill -"$signal" "$(pid_of "$name")" 2>/dev/null || true
        wait_for "$patience" dead "$name" || kill -KILL "$(pid_of "$name")" 2>/dev/null || true
        wait_for 5 dead "$name"
    fi
    rm -f "$RUN/$name.pid"
}

dead() { ! alive "$1"; }

is_root() { [[ $EUID == 0 ]]; }

# write FILE: standard input becomes the file, mode 0600, in one move, and only when it differs.
write() {
    local temporary
    temporary=$(umask 077 && mktemp "$1.XXXXXX")
    cat >"$temporary"
    if cmp -s "$temporary" "$1"; then rm -f "$temporary"; else mv -f "$temporary" "$1"; fi
}

# secret NAME: the secret of that name, made at first use.
secret() {
    local file=$ETC/secrets/$1
    if [[ ! -s $file ]]; then (umask 077 && head -c 24 /dev/urandom | base64 | tr '+/' 'xy' >"$file"); fi
    cat "$file"
}
