package io.virga.scheduler;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The operator's file, read by a service as it starts.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@TestProfile(PolicyOverrideTest.WithFile.class)
class PolicyOverrideTest {

    public static final class WithFile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var file = Files.createTempFile("policy", "");
                file.toFile().deleteOnExit();
                Files.write(
                        file,
                        List.of(
                                "# one tighter, one looser, one of another service",
                                "placement:resource_providers:list = system-admin",
                                "placement:traits:list = project-reader",
                                "os_compute_api:servers:create = project-manager"));
                return Map.of("virga.policy-file", file.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static ValidatableResponse get(String token, String path) {
        return given().header("X-Auth-Token", token)
                .header("OpenStack-API-Version", "placement latest")
                .get(path)
                .then();
    }

    @Test
    void aTighterLineRefusesThoseWhoWereAdmittedByDefault() {
        get(TestIdentity.onSystem("admin"), "/resource_providers").statusCode(200);
        for (var token : List.of(TestIdentity.admin(), TestIdentity.service(), TestIdentity.onSystem("reader"))) {
            get(token, "/resource_providers")
                    .statusCode(403)
                    .body(
                            "errors[0].detail",
                            equalTo("Policy doesn't allow placement:resource_providers:list to be performed:"
                                    + " it needs the role 'admin' on the system."));
        }
    }

    @Test
    void aLooserLineAdmitsThoseWhoWereNot() {
        get(TestIdentity.reader(), "/traits").statusCode(200);
        get(TestIdentity.onSystem("reader"), "/traits").statusCode(403);
        get(TestIdentity.reader(), "/traits/CUSTOM_X").statusCode(403);
    }

    @Test
    void thePolicyShowsWhatWasReplaced() {
        get(TestIdentity.reader(), "/policy")
                .statusCode(200)
                .body("rules.find { it.rule == 'placement:traits:list' }.overridden", equalTo(true))
                .body("rules.find { it.rule == 'placement:traits:list' }.admitted", equalTo(true))
                .body("rules.find { it.rule == 'placement:traits:show' }.overridden", equalTo(false));
    }

    @Test
    @Tag("SEC-26")
    void anOperationWithoutARuleIsRefusedToEverybody() {
        for (var token : List.of(TestIdentity.admin(), TestIdentity.service(), TestIdentity.onSystem("admin"))) {
            get(token, "/no-rule").statusCode(403).body(not(containsString("secret")));
        }
    }
}
