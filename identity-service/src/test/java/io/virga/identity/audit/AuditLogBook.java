package io.virga.identity.audit;

import static io.virga.identity.Cloud.asAdmin;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Reads the audit log as an administrator of the cloud does.
final class AuditLogBook {

    private static final Duration SOON = Duration.ofSeconds(20);

    private AuditLogBook() {}

    /// The one record of the call that was answered so.
    static JsonPath of(Response answer) {
        return byRequest(answer.header("x-openstack-request-id"));
    }

    static JsonPath byRequest(String requestId) {
        assertThat(requestId).startsWith("req-");
        eventually(SOON, () -> assertThat(found("request_id", requestId)).hasSize(1));
        return asAdmin()
                .get("/v3/audit/events?request_id={r}", requestId)
                .jsonPath()
                .setRootPath("events[0].record");
    }

    static List<Map<String, Object>> found(String filter, String value) {
        var answer = asAdmin().get("/v3/audit/events?" + filter + "={v}", value);
        answer.then().statusCode(200);
        return answer.jsonPath().getList("events");
    }
}
