# The first instance: proof that this machine can do the cloud's main job.

FIRST=first

first_instance() { found "$COMPUTE_URL/v2.1/servers/detail?name=%5E$FIRST%24" '.servers[] | "\(.id) \(.status)"'; }

create_first_instance() {
    local image flavor network
    login demo demo "$(secret demo)"
    if [[ -z $(first_instance) ]]; then
        image=$(found "$IMAGE_URL/v2/images?name=cirros&status=active" '.images[].id')
        flavor=$(found "$COMPUTE_URL/v2.1/flavors/detail" '.flavors[] | select(.ram == 128) | .id')
        network=$(found "$NETWORK_URL/v2.0/networks?name=private" '.networks[].id')
        api POST "$COMPUTE_URL/v2.1/servers" "{\"server\": {\"name\": \"$FIRST\", \"imageRef\": \"$image\", \"flavorRef\": \"$flavor\",
            \"key_name\": \"demo\", \"networks\": [{\"uuid\": \"$network\"}]}}"
    fi
    wait_for 180 settled || fail "the first instance does not become ACTIVE" "See its state: ./dev openstack server show $FIRST" "$LOG/agent.log"
    if [[ $(first_instance) == *" ERROR" ]]; then
        api GET "$COMPUTE_URL/v2.1/servers/detail" | jq -r --arg name "$FIRST" '.servers[] | select(.name == $name) | .fault.message' >"$RUN/refusal"
        fail "the first instance ended in ERROR" "Its fault:" "$RUN/refusal"
    fi
    logout
}

settled() { [[ $(first_instance) == *" ACTIVE" || $(first_instance) == *" ERROR" || $(first_instance) == *" SHUTOFF" ]]; }

wait_for_login() {
    login demo demo "$(secret demo)"
    wait_for "${VIRGA_LOGIN_SECONDS:-180}" console_shows_login ||
        fail "the first instance shows no login prompt" "See its console: ./dev openstack console log show $FIRST" "$LOG/agent.log"
    logout
}

console_shows_login() {
    local id
    read -r id _ <<<"$(first_instance)"
    api POST "$COMPUTE_URL/v2.1/servers/$id/action" '{"os-getConsoleOutput": {"length": 50}}' | jq -r .output | grep -q 'login:'
}

give_floating_ip() {
    local id port public
    login demo demo "$(secret demo)"
    read -r id _ <<<"$(first_instance)"
    port=$(found "$NETWORK_URL/v2.0/ports?device_id=$id" '.ports[].id')
    public=$(found "$NETWORK_URL/v2.0/networks?name=public" '.networks[].id')
    [[ -n $(found "$NETWORK_URL/v2.0/floatingips?port_id=$port" '.floatingips[].floating_ip_address') ]] ||
        api POST "$NETWORK_URL/v2.0/floatingips" "{\"floatingip\": {\"floating_network_id\": \"$public\", \"port_id\": \"$port\"}}"
    found "$NETWORK_URL/v2.0/floatingips?port_id=$port" '.floatingips[].floating_ip_address' >"$RUN/first-address"
    logout
}
