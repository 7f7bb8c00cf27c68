package io.virga.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.virga.contract.Addresses;
import io.virga.contract.audit.AuditEvent;
import io.virga.contract.audit.AuditRecords;
import io.virga.messaging.WireFormat;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.eclipse.microprofile.config.ConfigProvider;

/// That a service says of each call what it was: reads the queue that the identity service reads in a cloud.
public final class AuditedCalls {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ON_BEHALF = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private final String service;
    private final Map<String, AuditEvent> seen = new HashMap<>();

    private AuditedCalls(String service) {
        this.service = service;
    }

    /// Calls `path`, a listing, in each way that one can be called, and holds the records against that.
    public static void areRecorded(String service, String path) throws JMSException {
        var url = ConfigProvider.getConfig().getValue("quarkus.artemis.url", String.class);
        try (var broker = new ActiveMQConnectionFactory(url)) {
            new AuditedCalls(service).check(broker, path);
        }
    }

    private void check(ConnectionFactory broker, String path) throws JMSException {
        var admin = given().header("X-Auth-Token", TestIdentity.admin()).get(path);
        var behalf = given().header("X-Auth-Token", TestIdentity.service())
                .header("X-On-Behalf-Of-User", ON_BEHALF)
                .header("X-On-Behalf-Of-Project", TestIdentity.OTHER_PROJECT)
                .header("X-On-Behalf-Of-Roles", "reader")
                .get(path);
        var nobody = given().header("X-Forwarded-For", "192.0.2.1")
                .header("X-User-Id", ON_BEHALF)
                .get(path);
        var nowhere = given().delete("/there/is/nothing");

        var event = of(broker, admin);
        assertThat(event.initiator().name()).isEqualTo("user");
        assertThat(event.initiator().projectId()).isEqualTo(TestIdentity.PROJECT);
        assertThat(event.action()).isEqualTo("read/list");
        assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.SUCCESS);
        assertThat(event.target().typeUri()).startsWith("service/" + service + "/");
        assertThat(event.reason().policyId()).isNotEmpty();

        var asked = of(broker, behalf);
        assertThat(asked.initiator().id()).isEqualTo(ON_BEHALF);
        assertThat(asked.initiator().projectId()).isEqualTo(TestIdentity.OTHER_PROJECT);
        assertThat(asked.initiator().credential().type()).isEqualTo("service");
        assertThat(asked.initiator().credential().actorId()).isNotEmpty();

        var refused = of(broker, nobody);
        assertThat(refused.initiator().id()).isEqualTo("unknown");
        assertThat(refused.initiator().host().address()).as("SEC-17").isEqualTo("127.0.0.1");
        assertThat(refused.reason().reasonCode()).isEqualTo("401");
        assertThat(refused.outcome()).isEqualTo(AuditEvent.Outcome.FAILURE);

        assertThat(of(broker, nowhere).requestPath()).isNull();
    }

    private AuditEvent of(ConnectionFactory broker, Response answer) throws JMSException {
        var requestId = answer.header("x-openstack-request-id");
        assertThat(requestId).startsWith("req-");
        try (var session = broker.createContext(JMSContext.AUTO_ACKNOWLEDGE);
                var consumer = session.createConsumer(session.createQueue(Addresses.AUDIT_RECORDS))) {
            while (!seen.containsKey(requestId) && consumer.receive(SOON.toMillis()) instanceof Message message) {
                WireFormat.read(message.getBody(String.class), AuditRecords.class)
                        .events()
                        .forEach(event -> seen.put(event.initiator().requestId(), event));
            }
        }
        var event = seen.get(requestId);
        assertThat(event).as("the record of " + requestId).isNotNull();
        assertThat(event.observer().name()).isEqualTo(service);
        return event;
    }
}
