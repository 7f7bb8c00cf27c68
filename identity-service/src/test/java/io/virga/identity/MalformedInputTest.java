package io.virga.identity;

import static io.restassured.RestAssured.given;
import static io.virga.identity.Cloud.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.virga.testing.Backing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever arrives, the answer is a refusal in the service's own envelope, and never an error of ours.
@QuarkusTest
@QuarkusTestResource(Backing.class)
class MalformedInputTest {

    private static final Map<String, String> COLLECTIONS = Map.of(
            "projects", "project",
            "users", "user",
            "groups", "group",
            "domains", "domain",
            "roles", "role",
            "services", "service",
            "endpoints", "endpoint",
            "credentials", "credential",
            "policies", "policy");

    private static final String LONG = "x".repeat(300);

    @Test
    void bodiesThatMakeNoSenseAreBadRequests() {
        COLLECTIONS.forEach((collection, kind) -> bodies(kind).forEach(body -> {
            refused(
                    collection,
                    body,
                    asAdmin().body(body).post("/v3/" + collection).statusCode());
        }));
    }

    private static List<String> bodies(String kind) {
        return List.of(
                "",
                "{",
                "[]",
                "null",
                "7",
                "\"text\"",
                "{}",
                "{\"%s\":null}".formatted(kind),
                "{\"%s\":[]}".formatted(kind),
                "{\"%s\":{\"name\":7,\"type\":7}}".formatted(kind),
                "{\"%s\":{\"name\":\"%s\",\"type\":\"%s\"}}".formatted(kind, LONG, LONG),
                "{\"%s\":{\"name\":\"a\\u0000b\",\"type\":\"a\\u0000b\"}}".formatted(kind),
                "{\"%s\":{\"name\":\"\",\"type\":\"\"}}".formatted(kind),
                "{\"%s\":{\"name\":\"n\",\"type\":\"t\",\"blob\":7,\"description\":99999999999999999999999999}}"
                        .formatted(kind),
                "{\"%s\":{\"name\":\"n\",\"name\":\"m\"}}".formatted(kind),
                "[".repeat(5_000));
    }

    private static void refused(String what, String body, int status) {
        assertThat(status).as("%s: %.80s", what, body).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain_id", "default_project_id", "parent_id", "description"})
    void aFieldOfAWrongTypeIsABadRequest(String field) {
        for (var value : List.of("7", "{}", "[]", "true")) {
            var body = "{\"%s\":{\"name\":\"n\",\"" + field + "\":" + value + "}}";
            var collection = field.equals("default_project_id") ? "users" : "projects";
            var kind = COLLECTIONS.get(collection);
            refused(
                    collection,
                    body,
                    asAdmin()
                            .body(body.formatted(kind))
                            .post("/v3/" + collection)
                            .statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v3/projects/%00",
        "GET, /v3/users/a%00b",
        "DELETE, /v3/users/%FF%FE",
        "GET, /v3/roles/..%2f..%2fetc",
        "GET, /v3/groups/%00/users",
        "PUT, /v3/groups/x/users/%00",
        "GET, /v3/regions/%00",
        "GET, /v3/credentials/%00",
        "PUT, /v3/projects/%00/users/%00/roles/%00",
        "DELETE, /v3/system/users/%00/roles/%00",
        "GET, /v3/roles/%00/implies/%00",
        "GET, /v3/projects/%00/tags/x",
        "GET, /v3/planets",
    })
    void idsThatCannotBeAreNotFound(String method, String path) {
        var status = asAdmin().urlEncodingEnabled(false).request(method, path).statusCode();

        assertThat(status).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/projects?name=%00",
                "/v3/users?name=%00&domain_id=%00",
                "/v3/role_assignments?user.id=%00&effective",
                "/v3/role_assignments?scope.project.id=%00",
                "/v3/endpoints?service_id=%00",
                "/v3/projects?tags=%00",
            })
    void filtersThatMatchNothingListNothing(String path) {
        assertThat(asAdmin().urlEncodingEnabled(false).get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/projects?enabled=maybe",
                "/v3/users?enabled=",
                "/v3/role_assignments?user.id=a&group.id=b",
                "/v3/role_assignments?scope.system=all&scope.project.id=p",
            })
    void filtersThatMakeNoSenseAreBadRequestsOrIgnored(String path) {
        assertThat(asAdmin().get(path).statusCode()).isIn(200, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"auth\":7}",
                "{\"auth\":{}}",
                "{\"auth\":{\"identity\":{\"methods\":[]}}}",
                "{\"auth\":{\"identity\":{\"methods\":\"password\"}}}",
                "{\"auth\":{\"identity\":{\"methods\":[7]}}}",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\"]}}}",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"admin\",\"password\":\"x\"}}}}}",
                "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"a\",\"password\":7}}}}}",
                "{\"auth\":{\"identity\":{\"methods\":[\"token\"],\"token\":{\"id\":null}}}}",
            })
    void requestsForATokenThatMakeNoSense(String body) {
        assertThat(given().contentType(ContentType.JSON)
                        .body(body)
                        .post("/v3/auth/tokens")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void methodsThatDoNotExistAreNotAllowed() {
        assertThat(asAdmin().put("/v3/projects").statusCode()).isEqualTo(405);
    }
}
