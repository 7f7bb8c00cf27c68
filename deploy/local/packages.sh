# Debian packages: only what is missing is installed, and nothing that comes with them is started.

SIMULATED_PACKAGES=(curl jq openssl openssh-client postgresql qemu-utils bubblewrap python3-openstackclient maven)
LIBVIRT_PACKAGES=(libvirt-daemon-system libvirt-clients libvirt0 qemu-system-x86 ovn-central ovn-host openvswitch-switch iproute2 iputils-ping
    iptables ethtool genisoimage busybox-static dropbear-bin linux-image-cloud-amd64 syslinux syslinux-common mtools e2fsprogs fdisk kmod cpio)

# What only the tests need: virt-xml-validate runs xmllint, a system test builds an image with Packer.
TEST_PACKAGES=(libxml2-utils packer)

wanted_packages() {
    echo "${SIMULATED_PACKAGES[@]}"
    [[ $HYPERVISOR != libvirt ]] || echo "${LIBVIRT_PACKAGES[@]}"
    [[ -z $TESTS ]] || echo "${TEST_PACKAGES[@]}"
}

missing_packages() {
    local package
    for package in $(wanted_packages); do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
    done
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages)
    [[ ${#missing[@]} -gt 0 ]] || return 0
    command -v apt-get >/dev/null || fail "this machine lacks: ${missing[*]}" "Virga installs them by itself on Debian 12; elsewhere install them by hand."
    is_root || fail "this machine lacks: ${missing[*]}" "Install them as root: apt-get install ${missing[*]}"
    echo "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    without_service_start apt-get update -q
    without_service_start apt-get install -y -q --no-install-recommends "${missing[@]}" ||
        fail "apt-get could not install ${missing[*]}" "See the reason below, mend it, and run ./dev up again." "$LOG/dev.log"
}

# Our own PostgreSQL, OVS, OVN and libvirtd run from $VIRGA_HOME; the machine's would only take memory and ports.
without_service_start() {
    local policy=/usr/sbin/policy-rc.d cluster=/etc/postgresql-common/createcluster.conf ours='' result=0
    if [[ ! -e $policy ]]; then
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
        ours=yes
    fi
    if [[ ! -e $cluster ]]; then
        mkdir -p "${cluster%/*}"
        echo 'create_main_cluster = false' >"$cluster"
    fi
    "$@" || result=$?
    [[ -z $ours ]] || rm -f "$policy"
    return "$result"
}
