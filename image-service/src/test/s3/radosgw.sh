#!/usr/bin/env bash
# A Ceph cluster of one monitor and one OSD in memory, and its S3 gateway on 127.0.0.1, to run the tests against a second
# kind of S3 server. Needs ceph-mon, ceph-osd and radosgw (Debian's packages), no root, no systemd.
#
#   radosgw.sh up FOLDER [PORT]   starts it, and prints the settings for mvn
#   radosgw.sh down FOLDER
#
# The settings are the system properties s3.test.endpoint, .access-key and .secret-key: with them the image service's tests
# have all their stores on that server, in buckets of that run alone, and skip what takes a server away or looks at its files:
#
#   mvn -pl image-service -am test -Dtest='io/virga/image/**/*Test' -Dsurefire.failIfNoSpecifiedTests=false $(radosgw.sh up /tmp/ceph)
#
# CEPH_ROOT is where the packages were unpacked (dpkg -x), if they are not installed.
set -euo pipefail

action=${1:?up or down} folder=$(realpath -m "${2:?a folder of its own}") port=${3:-17480}
root=${CEPH_ROOT:-}
libraries=$root/usr/lib/x86_64-linux-gnu
if [[ -n $root ]]; then
    export PATH=$root/usr/bin:$PATH LD_LIBRARY_PATH=$libraries:$libraries/ceph:$root/lib/x86_64-linux-gnu
    export PYTHONPATH=$root/usr/lib/python3/dist-packages
fi
export CEPH_CONF=$folder/ceph.conf
monitor_port=$((port + 1))

settings() {
    cat <<SETTINGS
[global]
fsid = $1
mon_host = v2:127.0.0.1:$monitor_port/0
keyring = $folder/keyring
auth_allow_insecure_global_id_reclaim = false
public_addr = 127.0.0.1
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
mon_data_avail_warn = 1
plugin_dir = $libraries/ceph
erasure_code_dir = $libraries/ceph/erasure-code
osd_class_dir = $libraries/rados-classes
osd_class_load_list = *
osd_class_default_list = *
run_dir = $folder
admin_socket = $folder/\$name.sock
log_file = $folder/\$name.log
mon_cluster_log_file = $folder/cluster.log
mon_data = $folder/mon
osd_data = $folder/osd
osd_objectstore = memstore
memstore_device_bytes = 8589934592
rgw_frontends = beast endpoint=127.0.0.1:$port
SETTINGS
}

keys() {
    ceph-authtool --create-keyring "$folder/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
    ceph-authtool "$folder/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
    ceph-authtool "$folder/keyring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *'
    ceph-authtool "$folder/keyring" --gen-key -n client.rgw --cap mon 'allow rw' --cap osd 'allow rwx'
}

launch() {
    setsid "$@" >"$folder/$1.out" 2>&1 </dev/null &
    echo $! >>"$folder/pids"
}

up() {
    [[ ! -e $folder ]] || { echo "$folder exists already: take another, or go down first" >&2; exit 1; }
    local cluster osd
    cluster=$(cat /proc/sys/kernel/random/uuid) osd=$(cat /proc/sys/kernel/random/uuid)
    mkdir -p "$folder/mon" "$folder/osd"
    settings "$cluster" >"$CEPH_CONF"
    keys
    monmaptool --create --addv a "[v2:127.0.0.1:$monitor_port]" --fsid "$cluster" "$folder/monmap" >/dev/null
    ceph-mon --mkfs -i a --monmap "$folder/monmap" --keyring "$folder/keyring"
    launch ceph-mon -f -i a
    ceph osd new "$osd" >/dev/null
    ceph-osd -i 0 --mkfs --osd-uuid "$osd"
    launch ceph-osd -f -i 0
    launch radosgw -f -n client.rgw
    timeout 180 bash -c "until curl -sf -o /dev/null http://127.0.0.1:$port/; do sleep 1; done"
    radosgw-admin user create --uid=test --display-name=test --access-key=test-key --secret-key=test-secret >/dev/null
    echo "-Ds3.test.endpoint=http://127.0.0.1:$port -Ds3.test.access-key=test-key -Ds3.test.secret-key=test-secret"
}

down() {
    local pid
    while read -r pid; do kill "$pid" 2>/dev/null || true; done <"$folder/pids"
    rm -rf "$folder"
}

"$action"
