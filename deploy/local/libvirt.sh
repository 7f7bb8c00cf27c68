# libvirtd and virtlogd of this cloud alone: in a mount namespace where libvirt's folders and OVS's socket are ours.

start_libvirt() {
    local part
    for part in etc/qemu/networks etc/nwfilter etc/storage run lib/qemu lib/images log/qemu cache/qemu; do mkdir -p "$VIRGA_HOME/libvirt/$part"; done
    chmod 0711 "$VIRGA_HOME/libvirt" "$VIRGA_HOME"/libvirt/{run,lib,log,cache}
    chown -R libvirt-qemu "$VIRGA_HOME/libvirt/lib/qemu" "$VIRGA_HOME/libvirt/cache/qemu"
    # the identity of this libvirtd as a host; two clouds on one machine must differ
    [[ -s $ETC/host-uuid ]] || cat /proc/sys/kernel/random/uuid >"$ETC/host-uuid"
    write_libvirt_settings "$VIRGA_HOME/libvirt/etc"
    alive virtlogd || in_libvirt_namespace virtlogd -d -p "$RUN/virtlogd.pid"
    wait_for 10 test -S "$VIRGA_HOME/libvirt/run/virtlogd-sock" ||
        fail "virtlogd did not come up" "It says why in its log:" "$LOG/dev.log"
    alive libvirtd || in_libvirt_namespace libvirtd -d -p "$RUN/libvirtd.pid"
    wait_for 60 libvirt_answers ||
        fail "libvirtd does not answer" "Try: virsh -c '$LIBVIRT_URI' version" "$LOG/libvirtd.log"
}

# Guests are no children of this namespace's makers: they live on when libvirtd ends, and the next one finds them again.
in_libvirt_namespace() {
    unshare --mount --propagation private bash -euc '
        home=$1 ovs=$2
        shift 2
        for pair in etc:/etc/libvirt lib:/var/lib/libvirt run:/run/libvirt log:/var/log/libvirt cache:/var/cache/libvirt; do
            mkdir -p "${pair#*:}"
            mount --bind "$home/${pair%%:*}" "${pair#*:}"
        done
        mkdir -p /run/openvswitch
        mount --bind "$ovs" /run/openvswitch
        exec "$@"
    ' bash "$VIRGA_HOME/libvirt" "$OVS" "$@" 3>&- 4>&- 9>&- </dev/null
}

write_libvirt_settings() {
    local etc=$1
    write "$etc/libvirtd.conf" <<SETTINGS
auth_unix_ro = "none"
auth_unix_rw = "none"
unix_sock_group = "root"
unix_sock_ro_perms = "0700"
unix_sock_rw_perms = "0700"
host_uuid = "$(<"$ETC/host-uuid")"
log_outputs = "3:file:$LOG/libvirtd.log"
SETTINGS
    write "$etc/qemu.conf" <<SETTINGS
user = "libvirt-qemu"
security_driver = "none"
cgroup_controllers = [ ]
remember_owner = 0
vnc_listen = "127.0.0.1"
max_core = 0
SETTINGS
    write "$etc/virtlogd.conf" <<SETTINGS
max_size = 2097152
max_backups = 1
SETTINGS
}

vsh() { virsh -q -c "$LIBVIRT_URI" "$@"; }

libvirt_answers() { alive libvirtd && alive virtlogd && vsh version; }

# Guests are switched off hard; their definitions and disks stay.
stop_guests() {
    local domain
    libvirt_answers >/dev/null 2>&1 || { stop_orphans; return 0; }
    for domain in $(vsh list --uuid); do vsh destroy "$domain" || true; done
    stop_orphans
}

# QEMUs whose libvirtd is gone leave their pid files behind.
stop_orphans() {
    local file pid
    for file in "$VIRGA_HOME"/libvirt/run/qemu/*.pid; do
        [[ -s $file ]] || continue
        pid=$(<"$file")
        ! grep -qaF "$VIRGA_HOME/" "/proc/$pid/cmdline" 2>/dev/null || kill -KILL "$pid" || true
    done
}

stop_libvirt() {
    stop_guests
    stop libvirtd TERM 15
    stop virtlogd TERM 10
}
