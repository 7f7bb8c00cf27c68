package io.virga.identity.trust;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.tenant;
import static io.virga.identity.Cloud.token;
import static io.virga.identity.trust.TrustsResourceTest.MEMBER;
import static io.virga.identity.trust.TrustsResourceTest.logIn;
import static io.virga.identity.trust.TrustsResourceTest.status;
import static io.virga.identity.trust.TrustsResourceTest.trust;
import static io.virga.identity.trust.TrustsResourceTest.trusted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.identity.Cloud.Tenant;
import io.virga.testing.Backing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class RedelegationTest {

    private static final String READER = "\"roles\":[{\"name\":\"reader\"}]";

    /// Without impersonation each one hands on in their own name what is the first one's.
    private record Chain(Tenant first, Tenant second, Tenant third, String upper, String lower) {

        static Chain of() {
            var first = tenant();
            var second = tenant();
            var third = tenant();
            var upper = trusted(first, second, "\"impersonation\":false,\"allow_redelegation\":true," + MEMBER);
            var lower = trust(
                            token(logIn(second, upper)),
                            inTheFirsts(first, second),
                            third,
                            "\"impersonation\":false," + READER)
                    .then()
                    .statusCode(201)
                    .body("trust.redelegated_trust_id", equalTo(upper))
                    .extract()
                    .<String>path("trust.id");
            return new Chain(first, second, third, upper, lower);
        }
    }

    private static Tenant inTheFirsts(Tenant first, Tenant other) {
        return new Tenant(other.name(), other.userId(), first.projectId());
    }

    @Test
    void whatIsHandedOnIsTheFirstTrustors() {
        var chain = Chain.of();
        logIn(chain.third(), chain.lower())
                .then()
                .statusCode(201)
                .body("token.project.id", equalTo(chain.first().projectId()))
                .body("token.user.id", equalTo(chain.third().userId()))
                .body("token.roles.name", contains("reader"));
    }

    @Test
    @Tag("SEC-19")
    void itIsNeverMoreThanBefore() {
        var first = tenant();
        var second = tenant();
        var end = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        var upper = trusted(
                first,
                second,
                "\"impersonation\":false,\"allow_redelegation\":true,\"redelegation_count\":1,\"expires_at\":\"%s\",%s"
                        .formatted(end, READER));
        var token = token(logIn(second, upper));
        var middle = inTheFirsts(first, second);

        trust(token, middle, first, "\"impersonation\":false," + MEMBER).then().statusCode(404);
        trust(token, middle, first, "\"impersonation\":true," + READER).then().statusCode(403);
        trust(token, middle, first, "\"impersonation\":false,\"remaining_uses\":1," + READER)
                .then()
                .statusCode(403);
        trust(
                        token,
                        middle,
                        first,
                        "\"impersonation\":false,\"expires_at\":\"%s\",%s".formatted(end.plusSeconds(1), READER))
                .then()
                .statusCode(403);
        trust(
                        token,
                        middle,
                        first,
                        "\"impersonation\":false,\"allow_redelegation\":true,\"redelegation_count\":3," + READER)
                .then()
                .statusCode(403);
        var lower = trust(token, middle, first, "\"impersonation\":false,\"allow_redelegation\":true," + READER);
        lower.then().statusCode(201).body("trust.redelegation_count", equalTo(0));
        assertThat(Instant.parse(lower.path("trust.expires_at"))).isEqualTo(end);

        var last = token(logIn(first, lower.path("trust.id")));
        trust(last, inTheFirsts(first, first), second, "\"impersonation\":false," + READER)
                .then()
                .statusCode(403);
        trust(
                        first.logIn(),
                        first,
                        second,
                        "\"impersonation\":true,\"allow_redelegation\":true,\"redelegation_count\":4," + READER)
                .then()
                .statusCode(403);
    }

    @Test
    @Tag("SEC-21")
    void itEndsWithWhateverItCameFrom() {
        var byRole = Chain.of();
        var byMiddle = Chain.of();
        var byTrust = Chain.of();
        var tokens = java.util.stream.Stream.of(byRole, byMiddle, byTrust)
                .map(chain -> token(logIn(chain.third(), chain.lower())))
                .toList();
        tokens.forEach(token -> assertThat(status(token)).isEqualTo(200));

        asAdmin()
                .delete(
                        "/v3/projects/{p}/users/{u}/roles/{r}",
                        byRole.first().projectId(),
                        byRole.first().userId(),
                        role("member"))
                .then()
                .statusCode(204);
        asAdmin()
                .body("{\"user\":{\"enabled\":false}}")
                .patch("/v3/users/{u}", byMiddle.second().userId())
                .then()
                .statusCode(200);
        as(byTrust.first().logIn())
                .delete("/v3/OS-TRUST/trusts/{t}", byTrust.upper())
                .then()
                .statusCode(204);

        tokens.forEach(token -> assertThat(status(token)).isEqualTo(401));
        for (var chain : java.util.List.of(byRole, byMiddle, byTrust)) {
            assertThat(logIn(chain.third(), chain.lower()).statusCode()).isIn(401, 403);
        }
        asAdmin().get("/v3/OS-TRUST/trusts/{t}", byTrust.lower()).then().statusCode(404);
    }

    @Test
    void whoHandedItOnEndsThatAndNoMore() {
        var chain = Chain.of();
        var middle = token(logIn(chain.second(), chain.upper()));
        as(middle).delete("/v3/OS-TRUST/trusts/{t}", chain.upper()).then().statusCode(403);
        as(middle).delete("/v3/OS-TRUST/trusts/{t}", chain.lower()).then().statusCode(204);
        assertThat(logIn(chain.third(), chain.lower()).statusCode()).isEqualTo(401);
        assertThat(logIn(chain.second(), chain.upper()).statusCode()).isEqualTo(201);
    }
}
