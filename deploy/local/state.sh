# The state folder: 0711, so that PostgreSQL's and QEMU's users may pass through and read nothing.

prepare_state() {
    mkdir -p "$VIRGA_HOME" "$ETC/secrets" "$RUN" "$LOG" "$VIRGA_HOME"/agent/{instances,images} "$VIRGA_HOME/objects"
    chmod 0711 "$VIRGA_HOME" "$RUN" "$VIRGA_HOME/agent" "$VIRGA_HOME"/agent/{instances,images}
    chmod 0700 "$ETC" "$ETC/secrets" "$LOG" "$VIRGA_HOME/objects"
    if [[ -s $VIRGA_HOME/hypervisor && $(<"$VIRGA_HOME/hypervisor") != "$HYPERVISOR" ]]; then
        die "this cloud was made with --hypervisor $(<"$VIRGA_HOME/hypervisor")" "Use that, another VIRGA_HOME, or ./dev reset first."
    fi
    echo "$HYPERVISOR" >"$VIRGA_HOME/hypervisor"
}

# One `dev` at a time may change a cloud; daemons close the lock's descriptor.
lock_state() {
    mkdir -p "$VIRGA_HOME"
    exec 9>"$VIRGA_HOME/.lock"
    flock -w 600 9 || die "another ./dev is at work on $VIRGA_HOME for ten minutes now"
}
