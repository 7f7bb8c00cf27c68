# Artemis in its own process: CORE on the loopback, a persistent journal, no console, no JMX.

BROKER_USERS=(identity image network scheduler compute)

start_broker() {
    local home
    home=$(echo "$ROOT"/deploy/target/broker/apache-artemis-*)
    require_artifact "$home/lib/artemis-boot.jar"
    mkdir -p "$VIRGA_HOME"/artemis/{etc,tmp}
    chmod 0700 "$VIRGA_HOME/artemis"
    write_broker_settings "$VIRGA_HOME/artemis/etc"
    alive broker || launch broker "$JAVA" -Xmx160m -Xss512k -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 \
        -XX:ReservedCodeCacheSize=40m -Dlog4j2.disableJmx=true --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow \
        -Djava.security.auth.login.config="$VIRGA_HOME/artemis/etc/login.config" \
        -Dlog4j2.configurationFile="$VIRGA_HOME/artemis/etc/log4j2.properties" \
        -Dartemis.home="$home" -Dartemis.instance="$VIRGA_HOME/artemis" -Dartemis.instance.etc="$VIRGA_HOME/artemis/etc" \
        -Ddata.dir="$VIRGA_HOME/artemis/data" -Djava.io.tmpdir="$VIRGA_HOME/artemis/tmp" \
        -classpath "$home/lib/artemis-boot.jar" org.apache.activemq.artemis.boot.Artemis run
    wait_for 60 broker_answers ||
        fail "the broker does not answer on port $BROKER_PORT" "Is the port taken by another program?" "$LOG/broker.log"
}

broker_answers() { alive broker && (exec 5<>"/dev/tcp/127.0.0.1/$BROKER_PORT") 2>/dev/null; }

write_broker_settings() {
    local etc=$1
    broker_users | write "$etc/artemis-users.properties"
    broker_roles | write "$etc/artemis-roles.properties"
    broker_settings | write "$etc/broker.xml"
    write "$etc/bootstrap.xml" <<XML
<broker xmlns="http://activemq.apache.org/schema">
  <jaas-security domain="virga"/>
  <server configuration="file:$etc/broker.xml"/>
</broker>
XML
    write "$etc/management.xml" <<XML
<management-context xmlns="http://activemq.apache.org/schema"/>
XML
    write "$etc/login.config" <<'JAAS'
virga {
  org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule required
    reload=true
    org.apache.activemq.jaas.properties.user="artemis-users.properties"
    org.apache.activemq.jaas.properties.role="artemis-roles.properties";
};
JAAS
    write "$etc/log4j2.properties" <<'LOG4J'
rootLogger.level = INFO
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d %-5level [%logger] %msg%n
LOG4J
}

broker_users() {
    local user
    for user in "${BROKER_USERS[@]}" "agent-$HOST"; do echo "$user = $(secret "broker-$user")"; done
}

# `identity` alone reads the audit records. `agents` is what every agent may do; the role of its own name opens its own two queues, and no other's.
broker_roles() {
    local IFS=,
    echo "service = ${BROKER_USERS[*]}"
    echo "identity = identity"
    echo "agents = agent-$HOST"
    echo "agent-$HOST = agent-$HOST"
}

broker_settings() {
    cat <<XML
<configuration xmlns="urn:activemq">
  <core xmlns="urn:activemq:core">
    <name>virga</name>
    <persistence-enabled>true</persistence-enabled>
    <journal-type>NIO</journal-type>
    <journal-directory>$VIRGA_HOME/artemis/data/journal</journal-directory>
    <bindings-directory>$VIRGA_HOME/artemis/data/bindings</bindings-directory>
    <large-messages-directory>$VIRGA_HOME/artemis/data/large-messages</large-messages-directory>
    <paging-directory>$VIRGA_HOME/artemis/data/paging</paging-directory>
    <journal-min-files>2</journal-min-files>
    <journal-pool-files>4</journal-pool-files>
    <journal-file-size>4M</journal-file-size>
    <persist-id-cache>true</persist-id-cache>
    <id-cache-size>20000</id-cache-size>
    <jmx-management-enabled>false</jmx-management-enabled>
    <security-enabled>true</security-enabled>
    <!-- receivers learn who really sent a message: _AMQ_VALIDATED_USER, stamped by the broker -->
    <populate-validated-user>true</populate-validated-user>
    <global-max-size>48M</global-max-size>
    <max-disk-usage>95</max-disk-usage>
    <scheduled-thread-pool-max-size>3</scheduled-thread-pool-max-size>
    <thread-pool-max-size>12</thread-pool-max-size>
    <connection-ttl-override>30000</connection-ttl-override>
    <acceptors>
      <acceptor name="core">tcp://127.0.0.1:$BROKER_PORT?protocols=CORE;tcpSendBufferSize=131072;tcpReceiveBufferSize=131072</acceptor>
    </acceptors>
    <security-settings>
$(security_setting '#' service service service)
$(security_setting "agent.$HOST.commands" service "agent-$HOST,service" service)
$(security_setting "agent.$HOST.questions" service "agent-$HOST,service" service)
$(security_setting "agent.$HOST.images" service "agent-$HOST,service" service)
$(security_setting compute.reports service,agents service service)
$(security_setting hosts.heartbeats service,agents service service)
$(security_setting 'compute.answers.#' service,agents service service)
$(security_setting audit.records service identity identity)
$(security_setting DLQ service,agents service service)
    </security-settings>
    <address-settings>
      <address-setting match="#">
        <dead-letter-address>DLQ</dead-letter-address>
        <expiry-address>Expiry</expiry-address>
        <max-delivery-attempts>100</max-delivery-attempts>
        <redelivery-delay>200</redelivery-delay>
        <redelivery-delay-multiplier>2</redelivery-delay-multiplier>
        <max-redelivery-delay>10000</max-redelivery-delay>
        <address-full-policy>PAGE</address-full-policy>
        <max-size-bytes>10M</max-size-bytes>
        <page-size-bytes>1M</page-size-bytes>
        <default-address-routing-type>ANYCAST</default-address-routing-type>
        <default-queue-routing-type>ANYCAST</default-queue-routing-type>
      </address-setting>
      <address-setting match="agent.#">
        <!-- a reader is given a message when it asks for one: none waits behind another's launch -->
        <default-consumer-window-size>0</default-consumer-window-size>
        <max-delivery-attempts>-1</max-delivery-attempts>
        <auto-delete-queues>false</auto-delete-queues>
        <auto-delete-addresses>false</auto-delete-addresses>
      </address-setting>
      <address-setting match="audit.records">
        <max-delivery-attempts>-1</max-delivery-attempts>
        <auto-delete-queues>false</auto-delete-queues>
        <auto-delete-addresses>false</auto-delete-addresses>
      </address-setting>
      <address-setting match="hosts.heartbeats">
        <max-size-bytes>4M</max-size-bytes>
        <address-full-policy>DROP</address-full-policy>
        <default-address-routing-type>MULTICAST</default-address-routing-type>
        <default-queue-routing-type>MULTICAST</default-queue-routing-type>
      </address-setting>
      <address-setting match="identity.revocations">
        <default-address-routing-type>MULTICAST</default-address-routing-type>
        <default-queue-routing-type>MULTICAST</default-queue-routing-type>
      </address-setting>
    </address-settings>
    <addresses>
$(for queue in DLQ Expiry scheduler.requests compute.replies compute.reports network.ports audit.records "agent.$HOST.commands" "agent.$HOST.questions" "agent.$HOST.images"; do
        printf '      <address name="%s"><anycast><queue name="%s"/></anycast></address>\n' "$queue" "$queue"
    done)
      <address name="hosts.heartbeats"><multicast/></address>
      <address name="identity.revocations"><multicast/></address>
    </addresses>
  </core>
</configuration>
XML
}

# security_setting MATCH SENDERS READERS OWNERS: who may send, read, and make or remove queues.
security_setting() {
    local match=$1 senders=$2 readers=$3 owners=$4 type
    echo "      <security-setting match=\"$match\">"
    echo "        <permission type=\"send\" roles=\"$senders\"/>"
    for type in consume browse; do echo "        <permission type=\"$type\" roles=\"$readers\"/>"; done
    for type in createAddress deleteAddress createDurableQueue deleteDurableQueue createNonDurableQueue deleteNonDurableQueue; do
        echo "        <permission type=\"$type\" roles=\"$owners\"/>"
    done
    echo "      </security-setting>"
}

stop_broker() { stop broker TERM 20; }
