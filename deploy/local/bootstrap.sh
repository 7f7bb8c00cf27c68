# What a new cloud has from the start, made through the API: a demo team, the guest image, an external and a private
# network. Everything is looked for first, so a second run changes nothing.

bootstrap_identity() {
    local project user role
    login admin admin "$(secret admin)"
    project=$(found "$IDENTITY_URL/v3/projects?name=demo" '.projects[].id')
    [[ -n $project ]] || project=$(api POST "$IDENTITY_URL/v3/projects" '{"project": {"name": "demo", "domain_id": "default", "description": "The demo team"}}' | jq -r .project.id)
    user=$(found "$IDENTITY_URL/v3/users?name=demo" '.users[].id')
    [[ -n $user ]] || user=$(api POST "$IDENTITY_URL/v3/users" "{\"user\": {\"name\": \"demo\", \"domain_id\": \"default\", \"default_project_id\": \"$project\", \"password\": \"$(secret demo)\"}}" | jq -r .user.id)
    role=$(found "$IDENTITY_URL/v3/roles?name=member" '.roles[].id')
    api PUT "$IDENTITY_URL/v3/projects/$project/users/$user/roles/$role"
    logout
    write_clouds
}

write_clouds() {
    { echo 'clouds:'; cloud virga demo demo; cloud virga-admin admin admin; } | write "$VIRGA_HOME/clouds.yaml"
    give_to_caller "$VIRGA_HOME/clouds.yaml"
}

cloud() {
    cat <<YAML
  $1:
    region_name: RegionOne
    identity_api_version: 3
    auth:
      auth_url: $IDENTITY_URL/v3
      username: $2
      password: $(secret "$2")
      project_name: $3
      user_domain_id: default
      project_domain_id: default
YAML
}

# With sudo the files to log in with belong to the one who typed it.
give_to_caller() { if [[ -n ${SUDO_UID:-} ]]; then chown "$SUDO_UID:${SUDO_GID:-$SUDO_UID}" "$@"; fi; }

bootstrap_image() {
    local file=$VIRGA_HOME/guest-image.qcow2 image
    login admin admin "$(secret admin)"
    image=$(found "$IMAGE_URL/v2/images?name=cirros" '.images[] | select(.status == "active") | .id')
    if [[ -z $image ]]; then
        image=$(found "$IMAGE_URL/v2/images?name=cirros" '.images[] | select(.status == "queued") | .id')
        [[ -n $image ]] || image=$(api POST "$IMAGE_URL/v2/images" "{\"name\": \"cirros\", \"disk_format\": \"qcow2\", \"container_format\": \"bare\", \"visibility\": \"public\", \"min_ram\": 96}" | jq -r .id)
        curl -sS -m 300 -X PUT -H "@$HEADERS" -H 'Content-Type: application/octet-stream' -T "$file" -o "$RUN/refusal" -f \
            "$IMAGE_URL/v2/images/$image/file" || fail "the guest image was not accepted" "The image service says why: ./dev logs image" "$LOG/image.log"
    fi
    logout
}

# The simulated hypervisor starts nothing: an empty disk will do.
prepare_guest_image() {
    local file=$VIRGA_HOME/guest-image.qcow2
    [[ ! -s $file ]] || return 0
    if [[ $HYPERVISOR == libvirt ]]; then
        "$ROOT/deploy/guest-image/build-image.sh" "$file"
    else
        qemu-img create -q -f qcow2 "$file" 64M
    fi
}

bootstrap_public_network() {
    local network subnet
    login admin admin "$(secret admin)"
    network=$(found "$NETWORK_URL/v2.0/networks?name=public" '.networks[].id')
    [[ -n $network ]] || network=$(api POST "$NETWORK_URL/v2.0/networks" '{"network": {"name": "public", "router:external": true,
        "provider:network_type": "flat", "provider:physical_network": "physnet1"}}' | jq -r .network.id)
    subnet=$(found "$NETWORK_URL/v2.0/subnets?network_id=$network" '.subnets[].id')
    [[ -n $subnet ]] || api POST "$NETWORK_URL/v2.0/subnets" "{\"subnet\": {\"name\": \"public\", \"network_id\": \"$network\", \"ip_version\": 4,
        \"cidr\": \"$EXTERNAL_CIDR\", \"gateway_ip\": \"$EXTERNAL_GATEWAY\", \"enable_dhcp\": false,
        \"allocation_pools\": [{\"start\": \"$EXTERNAL_PREFIX.10\", \"end\": \"$EXTERNAL_PREFIX.254\"}]}}"
    logout
}

bootstrap_demo_network() {
    local public network subnet router
    login demo demo "$(secret demo)"
    public=$(found "$NETWORK_URL/v2.0/networks?name=public" '.networks[].id')
    network=$(found "$NETWORK_URL/v2.0/networks?name=private" '.networks[].id')
    [[ -n $network ]] || network=$(api POST "$NETWORK_URL/v2.0/networks" '{"network": {"name": "private"}}' | jq -r .network.id)
    subnet=$(found "$NETWORK_URL/v2.0/subnets?network_id=$network" '.subnets[].id')
    [[ -n $subnet ]] || subnet=$(api POST "$NETWORK_URL/v2.0/subnets" "{\"subnet\": {\"name\": \"private\", \"network_id\": \"$network\",
        \"ip_version\": 4, \"cidr\": \"10.0.0.0/24\"}}" | jq -r .subnet.id)
    router=$(found "$NETWORK_URL/v2.0/routers?name=demo" '.routers[].id')
    [[ -n $router ]] || router=$(api POST "$NETWORK_URL/v2.0/routers" "{\"router\": {\"name\": \"demo\", \"external_gateway_info\": {\"network_id\": \"$public\"}}}" | jq -r .router.id)
    [[ -n $(found "$NETWORK_URL/v2.0/ports?device_id=$router&network_id=$network" '.ports[].id') ]] ||
        api PUT "$NETWORK_URL/v2.0/routers/$router/add_router_interface" "{\"subnet_id\": \"$subnet\"}"
    open_default_group
    logout
}

open_default_group() {
    local group rules
    group=$(found "$NETWORK_URL/v2.0/security-groups?name=default" '.security_groups[].id')
    rules=$(api GET "$NETWORK_URL/v2.0/security-group-rules?security_group_id=$group")
    jq -e '.security_group_rules[] | select(.direction == "ingress" and .protocol == "icmp")' <<<"$rules" >/dev/null ||
        api POST "$NETWORK_URL/v2.0/security-group-rules" "{\"security_group_rule\": {\"security_group_id\": \"$group\",
            \"direction\": \"ingress\", \"ethertype\": \"IPv4\", \"protocol\": \"icmp\"}}"
    jq -e '.security_group_rules[] | select(.direction == "ingress" and .port_range_min == 22)' <<<"$rules" >/dev/null ||
        api POST "$NETWORK_URL/v2.0/security-group-rules" "{\"security_group_rule\": {\"security_group_id\": \"$group\",
            \"direction\": \"ingress\", \"ethertype\": \"IPv4\", \"protocol\": \"tcp\", \"port_range_min\": 22, \"port_range_max\": 22}}"
}

bootstrap_key() {
    local key=$ETC/demo_key
    [[ -s $key ]] || ssh-keygen -q -t ed25519 -N '' -C demo@virga -f "$key"
    chmod 0600 "$key"
    login demo demo "$(secret demo)"
    [[ -n $(found "$COMPUTE_URL/v2.1/os-keypairs" '.keypairs[] | select(.keypair.name == "demo") | .keypair.name') ]] ||
        api POST "$COMPUTE_URL/v2.1/os-keypairs" "$(jq -n --rawfile key "$key.pub" '{keypair: {name: "demo", public_key: $key}}')"
    logout
}
