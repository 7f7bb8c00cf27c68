# Our own processes: five services and the agent of this machine. Settings are written at each start, mode 0600.

declare -A SERVICE_PORT=([identity]=$IDENTITY_PORT [image]=$IMAGE_PORT [network]=$NETWORK_PORT [scheduler]=$PLACEMENT_PORT
    [compute]=$COMPUTE_PORT [agent]=$AGENT_PORT)
declare -A SERVICE_MODULE=([identity]=identity-service [image]=image-service [network]=network-service [scheduler]=scheduler
    [compute]=compute-service [agent]=compute-agent)
declare -A SERVICE_HEAP=([identity]=64m [image]=128m [network]=64m [scheduler]=64m [compute]=80m [agent]=64m)
# The first compiler alone starts sooner and needs less memory, and does not know the processor's instructions for hashes: whoever computes
# (identity: passwords, signatures; image and agent: every byte of an image) has both.
declare -A SERVICE_COMPILERS=([identity]=4 [image]=4 [network]=1 [scheduler]=1 [compute]=1 [agent]=4)
ALL_SERVICES=(identity image network scheduler compute agent)

service_settings() {
    local service=$1
    common_settings "$service"
    "${service}_settings"
    local_settings "$service"
}

# The operator's own settings, which win, without what is another service's alone: that need not restart this one.
local_settings() {
    [[ -f $ETC/local.properties ]] || return 0
    awk -v own="$1" -v services="${ALL_SERVICES[*]}" '
        BEGIN { split(services, names, " "); for (i in names) if (names[i] != own) others[names[i]] }
        !goes_on { name = $0; sub(/^[[:space:]]*/, "", name); sub(/[.=:[:space:]].*/, "", name) }
        { goes_on = /\\$/ }
        !(name in others)' "$ETC/local.properties"
}

common_settings() {
    local service=$1 bind=$VIRGA_BIND user=$1
    if [[ $service == agent ]]; then bind=127.0.0.1 user=agent-$HOST; fi
    cat <<SETTINGS
quarkus.http.host=$bind
quarkus.http.port=${SERVICE_PORT[$service]}
quarkus.artemis.url=tcp://127.0.0.1:$BROKER_PORT
quarkus.artemis.username=$user
quarkus.artemis.password=$(secret "broker-$user")
virga.region=RegionOne
SETTINGS
    [[ $service == agent ]] || cat <<SETTINGS
quarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:$POSTGRES_PORT/$service
quarkus.datasource.username=$service
quarkus.datasource.password=$(secret "database-$service")
SETTINGS
    [[ $service == identity ]] || echo "virga.identity.url=$IDENTITY_URL"
    [[ $service == agent || ! -e $ETC/policy ]] || echo "virga.policy-file=$ETC/policy"
}

# account NAME: the service's own account in the project `service`.
account() { printf 'virga.service.username=%s\nvirga.service.password=%s\n' "$1" "$(secret "service-$1")"; }

identity_settings() {
    local name
    echo "identity.keys-dir=$VIRGA_HOME/identity-keys"
    echo "identity.bootstrap.admin-password=$(secret admin)"
    for name in compute image network placement; do echo "identity.bootstrap.service-passwords.$name=$(secret "service-$name")"; done
    # Two wrong passwords make a user wait for five seconds, and the last two passwords are not chosen again.
    cat <<SETTINGS
identity.security-compliance.lockout-failure-attempts=2
identity.security-compliance.lockout-duration=5s
identity.security-compliance.unique-last-password-count=2
identity.bootstrap.endpoints.identity=$IDENTITY_URL/v3
identity.bootstrap.endpoints.image=$IMAGE_URL
identity.bootstrap.endpoints.compute=$COMPUTE_URL/v2.1
identity.bootstrap.endpoints.network=$NETWORK_URL
identity.bootstrap.endpoints.placement=$PLACEMENT_URL
SETTINGS
}

image_settings() {
    account image
    cat <<SETTINGS
image.stores.s3.endpoint=http://127.0.0.1:$OBJECTS_PORT
image.stores.s3.access-key=$(secret objects-access-key)
image.stores.s3.secret-key=$(secret objects-secret-key)
image.stores.s3.bucket=virga-images
image.conversion.scratch=$VIRGA_HOME/image-conversion
image.upload.spool=$VIRGA_HOME/image-upload
SETTINGS
    if is_root; then echo "image.conversion.user=$CONVERT_USER"; fi
}

# Whom qemu-img runs as where the services run as root: it owns nothing.
CONVERT_USER=virga-convert
make_convert_user() {
    if is_root && ! id -u "$CONVERT_USER" >/dev/null 2>&1; then
        useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$CONVERT_USER"
    fi
}

network_settings() {
    local backend=simulated
    [[ $HYPERVISOR != libvirt ]] || backend=ovn
    account network
    cat <<SETTINGS
network.backend=$backend
network.ovn.northbound=unix:$RUN/ovn/nb.sock
network.ovn.gateway-chassis=$HOST
network.external.physical-network=physnet1
SETTINGS
}

scheduler_settings() { account placement; }

compute_settings() {
    account compute
    cat <<SETTINGS
virga.endpoints.image=$IMAGE_URL
virga.endpoints.network=$NETWORK_URL
virga.endpoints.placement=$PLACEMENT_URL
SETTINGS
}

agent_settings() {
    cat <<SETTINGS
agent.host=$HOST
agent.hypervisor=$HYPERVISOR
agent.libvirt.uri=$LIBVIRT_URI
agent.state-dir=$VIRGA_HOME/agent
agent.integration-bridge=$INTEGRATION_BRIDGE
agent.availability-zone=nova
SETTINGS
    if is_root; then echo "agent.sandbox-user=$CONVERT_USER"; fi
    [[ $HYPERVISOR != libvirt ]] || echo "agent.datapath=$(datapath_type)"
}

service_jar() { echo "$ROOT/${SERVICE_MODULE[$1]}/target/quarkus-app/quarkus-run.jar"; }

# A process older than its jar, its settings or the policy is replaced: after a build `./dev up` runs what was built.
start_service() {
    local service=$1 jar
    jar=$(service_jar "$service")
    require_artifact "$jar"
    service_settings "$service" | write "$ETC/$service.properties"
    if alive "$service" && [[ $RUN/$service.pid -nt $jar && $RUN/$service.pid -nt $ETC/$service.properties && ! $ETC/policy -nt $RUN/$service.pid ]]; then return 0; fi
    stop "$service" TERM 20
    launch "$service" "$JAVA" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders "-XX:TieredStopAtLevel=${SERVICE_COMPILERS[$service]}" "-Xmx${SERVICE_HEAP[$service]}" \
        -Xss512k -XX:ReservedCodeCacheSize=32m "-XX:ErrorFile=$LOG/$service-crash.log" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        "-Dquarkus.config.locations=$ETC/$service.properties" -jar "$jar"
}

ready() { alive "$1" && curl -sf -o /dev/null -m 5 "http://127.0.0.1:${SERVICE_PORT[$1]}/q/health/ready"; }

ready_or_dead() { ready "$1" || dead "$1"; }

start_services() {
    local service
    make_convert_user
    for service in "${ALL_SERVICES[@]}"; do start_service "$service"; done
    for service in "${ALL_SERVICES[@]}"; do
        wait_for 300 ready_or_dead "$service" ||
            fail "$service is up but not ready" "What it waits for: curl http://127.0.0.1:${SERVICE_PORT[$service]}/q/health/ready" "$LOG/$service.log"
        alive "$service" || fail "$service ended at once" "Its log says why: ./dev logs $service" "$LOG/$service.log"
    done
}

# The agent first: it stops taking commands. The identity service last: the others ask it.
stop_services() {
    local service
    for service in agent compute scheduler network image identity; do
        ! alive "$service" || kill -TERM "$(pid_of "$service")" 2>/dev/null || true
    done
    for service in agent compute scheduler network image identity; do stop "$service" TERM 20; done
}
