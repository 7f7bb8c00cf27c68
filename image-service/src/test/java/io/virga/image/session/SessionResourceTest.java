package io.virga.image.session;

import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.create;
import static io.virga.image.ImageCalls.digest;
import static io.virga.image.ImageCalls.download;
import static io.virga.image.ImageCalls.inParts;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.part;
import static io.virga.image.ImageCalls.parts;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.session;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.upload;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.virga.image.ImageCalls.Upload;
import io.virga.image.S3Server;
import io.virga.image.inspect.Samples;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import io.virga.testing.TestLimits;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class SessionResourceTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int MIB = 1 << 20;
    private static final int PART = 5 * MIB;
    private static final byte[] DATA = random(12 * MIB);

    @Inject
    SessionReconciler reconciler;

    private int before;

    @BeforeEach
    void count() {
        before = S3Server.objects().size();
    }

    @AfterEach
    void noLimits() {
        TestLimits.forget();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] slice(int number) {
        return parts(DATA).get(number - 1);
    }

    private static String begun() {
        var id = queued("raw");
        session(id, DATA.length).statusCode(201);
        return id;
    }

    private static void complete(String id, int status) {
        member().post("/v2/images/{id}/upload/complete", id).then().statusCode(status);
    }

    private void nothingIsLeft() {
        eventually(SOON, () -> {
            reconciler.forgetEnded();
            assertThat(S3Server.objects()).hasSize(before);
        });
    }

    private static void isTheImage(String id) {
        eventually(SOON, () -> show(id).body("status", equalTo("active")));
        show(id).body("size", equalTo(DATA.length))
                .body("checksum", equalTo(digest("MD5", DATA)))
                .body("os_hash_value", equalTo(digest("SHA-512", DATA)));
        assertThat(download(id).body()).isEqualTo(DATA);
        member().get("/v2/images/{id}/upload", id).then().statusCode(404);
    }

    @Test
    void partsInAnyOrderBecomeTheImage() throws Exception {
        var id = queued("raw");
        session(id, DATA.length)
                .statusCode(201)
                .body("size", equalTo(DATA.length))
                .body("part_size", equalTo(PART))
                .body("parts", empty())
                .body("expires_at", notNullValue());
        show(id).body("status", equalTo("saving"));

        part(id, 3, slice(3)).statusCode(204);
        part(id, 3, slice(3)).statusCode(204);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = List.<Callable<Upload>>of(() -> part(id, 1, slice(1)), () -> part(id, 2, slice(2)));
            for (var answer : threads.invokeAll(both)) {
                answer.get().statusCode(204);
            }
        }
        member().get("/v2/images/{id}/upload", id)
                .then()
                .statusCode(200)
                .body("parts.number", contains(1, 2, 3))
                .body("parts.size", contains(PART, PART, 2 * MIB))
                .body("parts[1].sha256", equalTo(digest("SHA-256", slice(2))));
        complete(id, 202);

        isTheImage(id);
        complete(id, 404);
        member().get("/v2/images/{id}/tasks", id)
                .then()
                .body("tasks.status", contains("success"))
                .body("tasks[0].input.import_req.method.name", equalTo("upload-session"));
        reconciler.forgetEnded();
        assertThat(download(id).body()).isEqualTo(DATA);
        assertThat(S3Server.objects()).hasSize(before + 1);
    }

    @Test
    void whatIsNotAsAnnouncedIsNotKept() {
        var id = begun();
        part(TestIdentity.member(), id, 1, slice(1), digest("SHA-256", slice(2)))
                .statusCode(400);
        part(TestIdentity.member(), id, 1, slice(1), "abc").statusCode(400).saying("X-Virga-SHA256");
        part(id, 1, Arrays.copyOf(slice(1), PART - 1)).statusCode(400);
        part(id, 1, Arrays.copyOf(slice(1), PART + 1)).statusCode(400);
        part(id, 3, slice(1)).statusCode(400);
        part(id, 0, slice(1)).statusCode(400);
        part(id, 4, slice(3)).statusCode(400);
        member().get("/v2/images/{id}/upload", id).then().body("parts", empty());

        part(id, 2, slice(2)).statusCode(204);
        member().post("/v2/images/{id}/upload/complete", id)
                .then()
                .statusCode(409)
                .body(containsString("missing: 1, 3."));
        show(id).body("status", equalTo("saving"));
        member().delete("/v2/images/{id}", id).then().statusCode(204);
        nothingIsLeft();
    }

    @Test
    @Tag("SEC-04")
    void whatIsOfAnotherFormatIsRefused() {
        var id = queued("raw");
        inParts(id, Samples.qcow2().array());

        eventually(SOON, () -> show(id).body("status", equalTo("queued")));
        member().get("/v2/images/{id}/tasks", id)
                .then()
                .body("tasks.status", contains("failure"))
                .body("tasks[0].message", containsString("qcow2"));
        nothingIsLeft();
        upload(id, Samples.raw(100).array()).statusCode(204);
    }

    @Test
    @Tag("SEC-09")
    void anImageHasOneUploadAtATime() {
        var id = begun();
        session(id, DATA.length).statusCode(409);
        upload(id, DATA).statusCode(409);
        member().delete("/v2/images/{id}/upload", id).then().statusCode(204);
        show(id).body("status", equalTo("queued"));
        part(id, 1, slice(1)).statusCode(404);
        complete(id, 404);

        upload(id, DATA).statusCode(204);
        session(id, DATA.length).statusCode(409);
        show(id).body("status", equalTo("active"));
    }

    @Test
    void whatWasSentIsErasedWithTheSession() {
        var id = begun();
        part(id, 1, slice(1)).statusCode(204);
        member().delete("/v2/images/{id}/upload", id).then().statusCode(204);

        member().delete("/v2/images/{id}/upload", id).then().statusCode(404);
        nothingIsLeft();
        session(id, DATA.length).statusCode(201).body("parts", empty());
    }

    @Test
    @Tag("SEC-12")
    void whatWasSentIsErasedWithTheImage() {
        var id = begun();
        part(id, 1, slice(1)).statusCode(204);
        member().delete("/v2/images/{id}", id).then().statusCode(204);

        part(id, 2, slice(2)).statusCode(404);
        nothingIsLeft();
    }

    @Test
    @Tag("SEC-28")
    void othersHaveNoPartInIt() {
        var id = begun();
        isRefused(TestIdentity.member(TestIdentity.OTHER_PROJECT), id, 404);
        isRefused(TestIdentity.reader(), id, 403);
        var stranger = TestIdentity.member(TestIdentity.OTHER_PROJECT);
        part(stranger, id, 1, slice(1), digest("SHA-256", slice(1))).statusCode(404);
        part(TestIdentity.reader(), id, 1, slice(1), digest("SHA-256", slice(1)))
                .statusCode(403);
        member().post("/v2/images/{id}/upload/urls", id).then().statusCode(403);
        member().contentType("application/json")
                .body("{\"size\": 10, \"direct\": true}")
                .post("/v2/images/{id}/upload", queued("raw"))
                .then()
                .statusCode(403);
        member().get("/v2/images/{id}/upload", id).then().body("parts", empty());
    }

    private static void isRefused(String who, String id, int status) {
        as(who).get("/v2/images/{id}/upload", id).then().statusCode(status);
        as(who).post("/v2/images/{id}/upload/complete", id).then().statusCode(status);
        as(who).delete("/v2/images/{id}/upload", id).then().statusCode(status);
        as(who).contentType("application/json")
                .body("{\"size\": 10}")
                .post("/v2/images/{id}/upload", id)
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"size\":0}",
                "{\"size\":-1}",
                "{\"size\":1.5}",
                "{\"size\":1e99}",
                "{\"size\":10,\"direct\":7}",
                "{\"size\":10,\"colour\":\"red\"}"
            })
    void sessionsThatMakeNoSense(String body) {
        member().contentType("application/json")
                .body(body)
                .post("/v2/images/{id}/upload", queued("raw"))
                .then()
                .statusCode(400);
    }

    @Test
    void formatsComeBeforeData() {
        session(create(TestIdentity.member(), "{\"name\": \"x\"}"), 10).statusCode(400);
    }

    @Test
    @Tag("SEC-12")
    void whatDoesNotFitIsNotBegun() {
        var id = queued("raw");
        session(id, 40 * MIB + 1).statusCode(413);
        TestLimits.register("image", "image_size_total", 0);
        session(id, DATA.length).statusCode(413);
        TestLimits.forget();
        TestLimits.register("image", "image_count_uploading", 0);
        session(id, DATA.length).statusCode(413);
        TestLimits.forget();

        show(id).body("status", equalTo("queued"));
        session(id, DATA.length).statusCode(201);
    }

    private static RequestSpecification service() {
        return as(TestIdentity.service())
                .header("X-On-Behalf-Of-Project", TestIdentity.PROJECT)
                .header("X-On-Behalf-Of-User", "somebody")
                .header("X-On-Behalf-Of-Roles", "member,reader");
    }

    @Test
    void aServiceSendsStraightToTheStore() throws Exception {
        var id = queued("raw");
        service()
                .contentType("application/json")
                .body("{\"size\": %d, \"direct\": true}".formatted(DATA.length))
                .post("/v2/images/{id}/upload", id)
                .then()
                .statusCode(201)
                .body("part_size", equalTo(PART));
        part(id, 1, slice(1)).statusCode(409);
        List<String> urls = service()
                .post("/v2/images/{id}/upload/urls", id)
                .then()
                .statusCode(200)
                .body("part_size", equalTo(PART))
                .body("urls", everyItem(containsString("X-Amz-Expires=7200")))
                .extract()
                .path("urls");
        assertThat(urls).hasSize(3);
        try (var http = HttpClient.newHttpClient()) {
            assertThat(put(http, urls.get(0), slice(1))).isEqualTo(200);
            assertThat(put(http, urls.get(2), slice(1))).isEqualTo(200);
            service()
                    .post("/v2/images/{id}/upload/complete", id)
                    .then()
                    .statusCode(409)
                    .body(containsString("missing: 2, 3."));
            assertThat(put(http, urls.get(1), slice(2))).isEqualTo(200);
            assertThat(put(http, urls.get(2), slice(3))).isEqualTo(200);
            assertThat(put(http, urls.get(2).replace("partNumber=3", "partNumber=4"), slice(3)))
                    .isEqualTo(403);
            service().post("/v2/images/{id}/upload/complete", id).then().statusCode(202);
            isTheImage(id);
            put(http, urls.get(0), slice(2)); // too late, whatever the store says to it
        }
        assertThat(download(id).body()).isEqualTo(DATA);
        service().post("/v2/images/{id}/upload/urls", begun()).then().statusCode(409);
    }

    private static int put(HttpClient http, String url, byte[] bytes) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .PUT(BodyPublishers.ofByteArray(bytes))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }
}
