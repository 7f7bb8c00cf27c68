package io.virga.image.quota;

import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.digest;
import static io.virga.image.ImageCalls.newProject;
import static io.virga.image.ImageCalls.part;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.upload;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.ImageCalls;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import io.virga.testing.TestLimits;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@Tag("SEC-12")
class ImageQuotasTest {

    private static final int MIB = 1 << 20;

    private final String token = TestIdentity.member(newProject());

    @AfterEach
    void noLimits() {
        TestLimits.forget();
    }

    private void limit(String resource, long most) {
        TestLimits.register("image", resource, most);
    }

    private void shows(String resource, int limit, int usage) {
        as(token)
                .get("/v2/info/usage")
                .then()
                .statusCode(200)
                .body("usage.%s.limit".formatted(resource), equalTo(limit))
                .body("usage.%s.usage".formatted(resource), equalTo(usage));
    }

    @Test
    void imagesAreCounted() {
        shows("image_count_total", 100_000, 0);
        limit("image_count_total", 1);
        var first = queued(token, "raw");
        shows("image_count_total", 1, 1);
        as(token)
                .contentType("application/json")
                .body("{}")
                .post("/v2/images")
                .then()
                .statusCode(413)
                .body(containsString("image_count_total: 1"));
        as(token).delete("/v2/images/{id}", first).then().statusCode(204);
        queued(token, "raw");
    }

    @Test
    @Tag("SEC-53")
    void theLastPlaceIsTakenOnce() throws Exception {
        limit("image_count_total", 2);
        Callable<Integer> create = () -> as(token)
                .contentType("application/json")
                .body("{}")
                .post("/v2/images")
                .statusCode();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    pool.invokeAll(IntStream.range(0, 8).mapToObj(_ -> create).toList());
            var made = 0;
            for (var answer : answers) {
                made += answer.get() == 201 ? 1 : 0;
            }
            assertThat(made).isEqualTo(2);
        }
    }

    @Test
    void anUploadThatDoesNotFitLeavesNothing() {
        var before = S3Server.objects().size();
        limit("image_size_total", 8);
        var first = queued(token, "raw");
        upload(token, first, new byte[6 * MIB]).statusCode(204);
        shows("image_size_total", 8, 6);
        var second = queued(token, "raw");
        upload(token, second, new byte[7 * MIB]).statusCode(413);
        as(token).get("/v2/images/{id}", second).then().body("status", equalTo("queued"));
        eventually(Duration.ofSeconds(15), () -> assertThat(S3Server.objects()).hasSize(before + 1));
        upload(token, second, new byte[2 * MIB]).statusCode(204);
        upload(token, queued(token, "raw"), new byte[1]).statusCode(413).saying("image_size_total");
        as(token).delete("/v2/images/{id}", first).then().statusCode(204);
        upload(token, queued(token, "raw"), new byte[1 * MIB]).statusCode(204);
    }

    /// Each of them fits alone; what is over is found when all has come.
    @Test
    void uploadsAtOnceDoNotFitTogether() throws Exception {
        limit("image_size_total", 5);
        Callable<Integer> send = () -> {
            var id = queued(token, "raw");
            return upload(token, id, new byte[3 * MIB]).answer().statusCode();
        };
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var taken = 0;
            for (var answer :
                    pool.invokeAll(IntStream.range(0, 4).mapToObj(_ -> send).toList())) {
                taken += answer.get() == 204 ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
    }

    @Test
    void theStageIsBoundedToo() {
        limit("image_stage_total", 2);
        limit("image_count_uploading", 2);
        var ids = IntStream.range(0, 3).mapToObj(_ -> queued(token, "raw")).toList();
        stage(ids.get(0), 1 * MIB, 204);
        shows("image_stage_total", 2, 1);
        shows("image_count_uploading", 2, 1);
        stage(ids.get(1), 2 * MIB, 413);
        stage(ids.get(1), 1 * MIB, 204);
        upload(token, ids.get(2), new byte[10]).statusCode(413).saying("image_count_uploading");
    }

    /// Whoever has sent all of it will not be told then that there is no room.
    @Test
    void anUploadSessionTakesItsRoomWhenItBegins() {
        limit("image_size_total", 8);
        limit("image_count_uploading", 1);
        var first = queued(token, "raw");
        session(first, 6 * MIB, 201);
        shows("image_size_total", 8, 6);
        shows("image_count_uploading", 1, 1);
        limit("image_count_uploading", 10);
        var second = queued(token, "raw");
        session(second, 3 * MIB, 413);
        session(second, 2 * MIB, 201);
        var parts = ImageCalls.parts(new byte[6 * MIB]);
        for (int i = 0; i < parts.size(); i++) {
            part(token, first, i + 1, parts.get(i), digest("SHA-256", parts.get(i)))
                    .statusCode(204);
        }
        as(token).post("/v2/images/{id}/upload/complete", first).then().statusCode(202);
        eventually(
                Duration.ofSeconds(15),
                () -> as(token).get("/v2/images/{id}", first).then().body("status", equalTo("active")));
        shows("image_size_total", 8, 8);
        as(token).delete("/v2/images/{id}", second).then().statusCode(204);
        shows("image_size_total", 8, 6);
    }

    private void session(String id, int bytes, int expected) {
        as(token)
                .contentType("application/json")
                .body("{\"size\": %d}".formatted(bytes))
                .post("/v2/images/{id}/upload", id)
                .then()
                .statusCode(expected);
    }

    private void stage(String id, int bytes, int expected) {
        ImageCalls.stage(token, id, new byte[bytes]).statusCode(expected);
    }
}
