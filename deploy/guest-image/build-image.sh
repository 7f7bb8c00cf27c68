#!/usr/bin/env bash
# build-image.sh OUT: a tiny guest, bootable by BIOS, from Debian's own packages: no loop device, no mount, no network.
# Login: cirros / gocubsgo, or the key pair of the server. Needs 96 MiB of memory; the root file system grows to the
# flavor's disk. What the guest does at boot is in overlay/etc/init.d/rcS.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
OUT=$(realpath -m "${1:?usage: build-image.sh OUT}")
SIZE_MIB=64
BOOT_MIB=20
# fixed times and ids: the same packages make the same image
export SOURCE_DATE_EPOCH=1700000000 E2FSPROGS_FAKE_TIME=1700000000

PATH=$PATH:/usr/sbin:/sbin
KERNEL=$(find /lib/modules -mindepth 1 -maxdepth 1 -name '*cloud-amd64' -printf '%f\n' | sort -V | tail -n 1)
[[ -n $KERNEL ]] || { echo "no cloud kernel below /lib/modules: apt-get install linux-image-cloud-amd64" >&2; exit 1; }
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
ROOTFS=$WORK/root
INITRD=$WORK/initrd
DISK=$WORK/disk.raw

# modules DIRECTORY NAME…: the modules and what they depend on
modules() {
    local target=$1 name file
    shift
    for name in "$@"; do modprobe -S "$KERNEL" --show-depends "$name" 2>/dev/null | awk '$1 == "insmod" { print $2 }'; done |
        sort -u | while read -r file; do install -D -m 644 "$file" "$target$file"; done
    for file in modules.order modules.builtin modules.builtin.modinfo; do
        install -D -m 644 "/lib/modules/$KERNEL/$file" "$target/lib/modules/$KERNEL/$file"
    done
    depmod -b "$target" "$KERNEL"
    rm -f "$target/lib/modules/$KERNEL"/modules.*.bin "$target/lib/modules/$KERNEL/modules.builtin.modinfo"
}

make_initrd() {
    local applet
    mkdir -p "$INITRD"/{bin,dev,proc,sys,new,lib}
    cp /bin/busybox "$INITRD/bin/"
    for applet in sh mount insmod modprobe findfs switch_root sleep cat umount; do ln -s busybox "$INITRD/bin/$applet"; done
    modules "$INITRD" virtio_pci virtio_blk virtio_scsi sd_mod ata_piix
    install -m 755 "$HERE/initrd-init" "$INITRD/init"
    (cd "$INITRD" && find . | sort | cpio -o -H newc -R 0:0 --reproducible --quiet | gzip -1n) >"$WORK/initrd.gz"
}

make_rootfs() {
    local applet program library
    mkdir -p "$ROOTFS"/{bin,sbin,dev,proc,sys,tmp,run,mnt,root/.ssh,etc/dropbear,lib,lib64,usr/bin,usr/sbin,usr/lib,var/lib,var/log,home/cirros/.ssh}
    cp /bin/busybox "$ROOTFS/bin/"
    for applet in $(busybox --list); do [[ $applet == busybox ]] || ln -sf busybox "$ROOTFS/bin/$applet"; done
    ln -s ../bin/busybox "$ROOTFS/sbin/init"
    ln -s ../bin/busybox "$ROOTFS/sbin/getty"
    for program in /usr/sbin/dropbear /usr/bin/dropbearkey /usr/bin/scp /sbin/resize2fs /sbin/sfdisk /usr/bin/partx; do
        install -D -m 755 "$program" "$ROOTFS$program"
        ldd "$program" | grep -o '/[^ ]*' | while read -r library; do
            [[ -e $ROOTFS$library ]] || install -D -m 755 "$(readlink -f "$library")" "$ROOTFS$library"
        done
    done
    modules "$ROOTFS" virtio_pci virtio_blk virtio_net virtio_balloon virtio-rng virtio_console virtio_scsi isofs vfat nls_ascii \
        nls_cp437 button evdev sr_mod sd_mod ata_piix
    cp -r "$HERE"/overlay/. "$ROOTFS/"
    chmod 755 "$ROOTFS"/etc/init.d/* "$ROOTFS"/etc/acpi/PWRF/* "$ROOTFS"/sbin/{metadata,nic-up} "$ROOTFS/usr/share/udhcpc/default.script"
    write_accounts
    chmod 4755 "$ROOTFS/bin/busybox" # its applets drop root at once but for the few that need it, such as ping and su
    find "$ROOTFS" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

write_accounts() {
    printf 'root:x:0:0:root:/root:/bin/sh\ncirros:x:1000:1000::/home/cirros:/bin/sh\n' >"$ROOTFS/etc/passwd"
    printf 'root:x:0:\ncirros:x:1000:\n' >"$ROOTFS/etc/group"
    printf 'root:*:19000:0:99999:7:::\ncirros:%s:19000:0:99999:7:::\n' "$(busybox mkpasswd -m sha512 gocubsgo virgaguest)" >"$ROOTFS/etc/shadow"
    chmod 600 "$ROOTFS/etc/shadow"
    chmod 700 "$ROOTFS/root" "$ROOTFS/root/.ssh" "$ROOTFS/home/cirros" "$ROOTFS/home/cirros/.ssh"
    chmod 1777 "$ROOTFS/tmp"
    chown -R 0:0 "$ROOTFS"
    chown -R 1000:1000 "$ROOTFS/home/cirros"
    echo /bin/sh >"$ROOTFS/etc/shells"
    echo cirros >"$ROOTFS/etc/hostname"
    echo '127.0.0.1 localhost' >"$ROOTFS/etc/hosts"
}

# MBR; first a FAT partition with syslinux and the kernel (a BIOS reads it faster under TCG than ext4), then the root.
make_disk() {
    local root_start=$((BOOT_MIB + 1)) boot="$DISK@@1M"
    truncate -s "${SIZE_MIB}M" "$DISK"
    printf 'label: dos\nlabel-id: 0x76697267\nstart=2048, size=%d, type=c, bootable\nstart=%d, type=83\n' \
        $((BOOT_MIB * 2048)) $((root_start * 2048)) | sfdisk -q "$DISK"
    dd if=/usr/lib/syslinux/mbr/mbr.bin of="$DISK" conv=notrunc bs=440 count=1 status=none
    mformat -i "$boot" -T $((BOOT_MIB * 2048)) -h 16 -s 63 -c 32 -v BOOT -N 76697267 ::
    cat >"$WORK/syslinux.cfg" <<'CFG'
DEFAULT l
PROMPT 0
LABEL l
 KERNEL /vmlinuz
 INITRD /initrd.gz
 APPEND console=tty0 console=ttyS0,115200 quiet loglevel=4 nokaslr no_timer_check tsc=reliable panic=10
CFG
    cp "/boot/vmlinuz-$KERNEL" "$WORK/vmlinuz"
    mcopy -i "$boot" "$WORK/vmlinuz" "$WORK/initrd.gz" "$WORK/syslinux.cfg" ::
    syslinux --install --offset 1048576 "$DISK"
    mke2fs -q -t ext4 -F -L guest-root -U 76697267-0000-4000-8000-000000000001 -m 0 -b 4096 -I 256 \
        -O '^has_journal,^metadata_csum,^64bit,resize_inode' \
        -E "offset=$((root_start * 1048576)),hash_seed=76697267-0000-4000-8000-000000000002,lazy_itable_init=0,nodiscard" \
        -d "$ROOTFS" "$DISK" "$(((SIZE_MIB - root_start) * 1024))k"
}

make_initrd
make_rootfs
make_disk
qemu-img convert -f raw -O qcow2 -c "$DISK" "$OUT.part"
mv "$OUT.part" "$OUT"
