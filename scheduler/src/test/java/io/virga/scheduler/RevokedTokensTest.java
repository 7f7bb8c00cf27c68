package io.virga.scheduler;

import static io.restassured.RestAssured.given;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.contract.Addresses;
import io.virga.contract.identity.Revocation;
import io.virga.messaging.WireFormat;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the identity service revokes ends in the other services, which all listen in the same way.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Tag("SEC-21")
class RevokedTokensTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final String user = UUID.randomUUID().toString().replace("-", "");
    private final String token =
            TestIdentity.sign(TestIdentity.claims(user, TestIdentity.PROJECT, List.of("reader"), Instant.now()));
    private final String others =
            TestIdentity.sign(TestIdentity.claims("another", TestIdentity.PROJECT, List.of("reader"), Instant.now()));

    @Test
    void byTheMessage() throws JMSException {
        assertThat(status(token)).isEqualTo(200);
        var url = ConfigProvider.getConfig().getValue("quarkus.artemis.url", String.class);
        try (var broker = new ActiveMQConnectionFactory(url);
                var session = broker.createContext()) {
            session.createProducer()
                    .send(session.createTopic(Addresses.IDENTITY_REVOCATIONS), WireFormat.write(revocation()));
        }
        itEnds();
    }

    @Test
    void byLookingAgainWhenTheMessageWasLost() {
        assertThat(status(token)).isEqualTo(200);
        TestIdentity.revoke(revocation());
        itEnds();
    }

    private void itEnds() {
        eventually(SOON, () -> assertThat(status(token)).isEqualTo(401));
        assertThat(status(others)).isEqualTo(200);
    }

    private Revocation revocation() {
        return new Revocation.OfUser(user, Instant.now(), Instant.now().plusSeconds(3600));
    }

    private static int status(String token) {
        return given().header("X-Auth-Token", token).get("/policy").statusCode();
    }
}
