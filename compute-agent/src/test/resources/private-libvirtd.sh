#!/bin/bash
# private-libvirtd.sh BASE: a libvirtd of its own in the foreground, restarted when it dies, in namespaces of its own:
# nothing of the machine's libvirt is touched, and killing this process takes every guest along.
# Its socket is BASE/run/libvirt/libvirt-sock.
set -eu
base=$1
if [ "${2:-}" != inside ]; then
  mkdir -p "$base"/{run/libvirt,etc/libvirt/qemu/networks,etc/libvirt/nwfilter,etc/libvirt/storage,lib/qemu,lib/images,log/qemu,cache/qemu}
  chmod 755 "$base" "$base/lib"
  # Asking QEMU what it can do is the slow part of a first start.
  if [ -d /var/cache/libvirt/qemu/capabilities ]; then cp -a /var/cache/libvirt/qemu/capabilities "$base/cache/qemu/"; fi
  exec unshare --mount --uts --ipc --pid --net --fork --kill-child --mount-proc bash "$0" "$base" inside
fi
mount --make-rprivate /
for pair in run/libvirt:/run/libvirt etc/libvirt:/etc/libvirt lib:/var/lib/libvirt log:/var/log/libvirt cache:/var/cache/libvirt; do
  mkdir -p "${pair#*:}"
  mount --bind "$base/${pair%%:*}" "${pair#*:}"
done
mount -t tmpfs none /run/lock
ip link set lo up
cat > /etc/libvirt/libvirtd.conf <<'END'
auth_unix_rw = "none"
unix_sock_rw_perms = "0700"
END
cat > /etc/libvirt/qemu.conf <<'END'
security_driver = "none"
cgroup_controllers = [ ]
remember_owner = 0
max_core = 0
END
virtlogd -d --pid-file "$base/virtlogd.pid"
while :; do
  libvirtd --pid-file "$base/libvirtd.pid" || true
  rm -f "$base/libvirtd.pid"
  sleep 0.5
done
