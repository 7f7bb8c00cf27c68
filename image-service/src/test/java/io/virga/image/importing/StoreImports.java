package io.virga.image.importing;

import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.show;
import static io.virga.testing.Eventually.eventually;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.virga.image.S3Server;
import io.virga.testing.TestIdentity;
import java.time.Duration;
import java.util.List;

/// The calls of the tests of imports into several stores.
final class StoreImports {

    static final Duration SOON = Duration.ofSeconds(30);

    private StoreImports() {}

    /// `rest` is what follows the method in the body.
    static ValidatableResponse order(String token, String id, String method, String rest) {
        return as(token)
                .contentType("application/json")
                .body("{\"method\":{\"name\":\"%s\"}%s}".formatted(method, rest))
                .post("/v2/images/{id}/import", id)
                .then();
    }

    static ValidatableResponse copy(String id, String rest) {
        return order(TestIdentity.member(), id, "copy-image", rest);
    }

    /// The import is over, and the image is active with its data in `stores`.
    static void liesIn(String id, String stores, String failed) {
        eventually(SOON, () -> show(id).body("os_glance_importing_to_stores", equalTo("")));
        show(id).body("status", equalTo("active"))
                .body("stores", equalTo(stores))
                .body("os_glance_failed_import", equalTo(failed));
    }

    static void taskIs(String id, String status, String message) {
        member().get("/v2/images/{id}/tasks", id)
                .then()
                .body("tasks.status", contains(status))
                .body("tasks[0].message", containsString(message));
    }

    static void isBegun(String id) {
        eventually(SOON, () -> taskIs(id, "processing", ""));
    }

    /// The files in which something of the image is stored.
    static List<String> files(String id) {
        return S3Server.objects().stream().filter(file -> file.contains(id)).toList();
    }
}
