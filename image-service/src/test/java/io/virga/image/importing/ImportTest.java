package io.virga.image.importing;

import static io.virga.image.ImageCalls.create;
import static io.virga.image.ImageCalls.download;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.patch;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.stage;
import static io.virga.image.ImageCalls.stranger;
import static io.virga.image.ImageCalls.upload;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.image.ImageCalls;
import io.virga.image.S3Server;
import io.virga.image.WebServer;
import io.virga.image.inspect.Samples;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@QuarkusTestResource(WebServer.class)
class ImportTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /// What every token begins with, in lower case.
    private static final String SIGNED = "eyj";

    private static final String DIRECT = "{\"method\":{\"name\":\"glance-direct\"}}";

    private static ValidatableResponse order(String id, String body) {
        return member().contentType("application/json")
                .body(body)
                .post("/v2/images/{id}/import", id)
                .then();
    }

    private static ValidatableResponse fetch(String id, String url) {
        return order(id, "{\"method\":{\"name\":\"web-download\",\"uri\":\"%s\"}}".formatted(url));
    }

    private static void becomes(String id, String status) {
        eventually(SOON, () -> show(id).body("status", equalTo(status)));
    }

    private static void failed(String id, String why) {
        becomes(id, "queued");
        show(id).body("os_glance_failed_import", equalTo("s3")).body("size", nullValue());
        member().get("/v2/images/{id}/tasks", id)
                .then()
                .statusCode(200)
                .body("tasks.status", contains("failure"))
                .body("tasks[0].message", containsString(why));
    }

    @Test
    void whatWasStagedBecomesTheImage() {
        var bytes = Samples.qcow2().array();
        var id = queued("qcow2");
        stage(id, bytes).statusCode(204);
        show(id).body("status", equalTo("uploading")).body("checksum", nullValue());
        var asked = order(id, DIRECT).statusCode(202).extract().header("x-openstack-request-id");
        becomes(id, "active");
        show(id).body("size", equalTo(bytes.length))
                .body("stores", equalTo("s3"))
                .body("virtual_size", equalTo((int) Samples.DISK))
                .body("os_glance_importing_to_stores", equalTo(""))
                .body("os_glance_failed_import", equalTo(""));
        assertThat(download(id).body()).isEqualTo(bytes);
        member().get("/v2/images/{id}/tasks", id)
                .then()
                .body("tasks.status", contains("success"))
                .body("tasks.request_id", contains(asked))
                .body("tasks.type", contains("api_image_import"));
    }

    @Test
    @Tag("SEC-04")
    void whatIsStagedMustBeOfTheDeclaredFormat() {
        var id = queued("raw");
        stage(id, Samples.qcow2().array()).statusCode(204);
        order(id, DIRECT).statusCode(202);
        failed(id, "qcow2");
        stage(id, Samples.raw(1000).array()).statusCode(204);
        order(id, DIRECT).statusCode(202);
        becomes(id, "active");
        show(id).body("os_glance_failed_import", equalTo(""));
    }

    @Test
    void theFormatsMayBeDeclaredAfterStaging() {
        var id = create(TestIdentity.member(), "{}");
        stage(id, Samples.raw(1000).array()).statusCode(204);
        order(id, DIRECT).statusCode(400);
        patch(TestIdentity.member(), id, """
                [{"op":"replace","path":"/disk_format","value":"raw"},
                 {"op":"replace","path":"/container_format","value":"bare"}]""").statusCode(200);
        order(id, DIRECT).statusCode(202);
        becomes(id, "active");
    }

    /// What the cloud says of an import takes no room from what its owner says.
    @Test
    void anImageWithAsManyPropertiesAsItMayHaveCanBeChangedAfterItsImport() {
        var properties =
                IntStream.range(0, 128).mapToObj("\"p%d\": \"\""::formatted).collect(Collectors.joining(","));
        var id = create(
                TestIdentity.member(),
                "{\"container_format\":\"bare\",\"disk_format\":\"raw\",%s}".formatted(properties));
        stage(id, Samples.raw(100).array()).statusCode(204);
        order(id, DIRECT).statusCode(202);
        becomes(id, "active");

        patch(TestIdentity.member(), id, "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"new\"}]")
                .statusCode(200);
        patch(TestIdentity.member(), id, "[{\"op\":\"add\",\"path\":\"/one\",\"value\":\"more\"}]")
                .statusCode(413);
        patch(TestIdentity.member(), id, "[{\"op\":\"remove\",\"path\":\"/os_glance_importing_to_stores\"}]")
                .statusCode(403);
    }

    @Test
    void ordersThatDoNotFitTheImage() {
        var id = queued("raw");
        order(id, DIRECT).statusCode(409);
        stage(id, Samples.raw(100).array()).statusCode(204);
        stage(id, Samples.raw(100).array()).statusCode(409);
        upload(id, Samples.raw(100).array()).statusCode(409);
        fetch(id, WebServer.at("/unasked", WebServer.bytes(new byte[1]))).statusCode(409);
        stranger()
                .contentType("application/json")
                .body(DIRECT)
                .post("/v2/images/{id}/import", id)
                .then()
                .statusCode(404);
        stranger().get("/v2/images/{id}/tasks", id).then().statusCode(404);
        member().delete("/v2/images/{id}", id).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"method\":{}}",
                "{\"method\":{\"name\":\"copy-from\"}}",
                "{\"method\":{\"name\":\"web-download\"}}",
                "{\"method\":{\"name\":\"glance-direct\",\"uri\":\"x\"}}",
                "{\"method\":{\"name\":\"glance-direct\"},\"stores\":[\"s3\"],\"all_stores\":true}",
                "{\"method\":{\"name\":\"glance-direct\"},\"stores\":\"s3\"}",
                "{\"method\":{\"name\":\"glance-direct\"},\"stores\":[1]}",
                "{\"method\":{\"name\":\"glance-direct\"},\"all_stores\":[]}",
                "{\"method\":{\"name\":\"glance-direct\"},\"all_stores_must_succeed\":\"perhaps\"}",
                "{\"method\":{\"name\":\"upload-session\"}}",
                "{\"method\":{\"name\":\"copy-image\"}}",
                "{\"method\":{\"name\":\"copy-image\"},\"stores\":[]}",
                "{\"method\":{\"name\":\"copy-image\",\"uri\":\"x\"},\"stores\":[\"far\"]}",
                "{\"method\":{\"name\":\"copy-image\"},\"stores\":[\"far\"],\"virga_convert\":\"raw\"}",
                "{\"method\":{\"name\":\"glance-direct\"},\"colour\":\"red\"}"
            })
    void ordersThatMakeNoSense(String body) {
        order(queued("raw"), body).statusCode(400);
    }

    @Test
    void anotherStoreIsAConflict() {
        order(queued("raw"), "{\"method\":{\"name\":\"glance-direct\"},\"stores\":[\"tape\"]}")
                .statusCode(409);
    }

    @Test
    @Tag("SEC-14")
    void whatIsElsewhereIsFetched() {
        var bytes = Samples.qcow2().array();
        var sent = new AtomicReference<String>();
        var url = WebServer.at("/image", exchange -> {
            sent.set(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet());
            WebServer.bytes(bytes).to(exchange);
        });
        var id = queued("qcow2");
        fetch(id, WebServer.at("/moved", WebServer.redirect(302, url))).statusCode(202);
        becomes(id, "active");
        assertThat(download(id).body()).isEqualTo(bytes);
        assertThat(sent.get().toLowerCase()).doesNotContain("auth", "cookie", "token", SIGNED);
    }

    @Test
    void whatBreaksOffIsNoImage() {
        var id = queued("raw");
        fetch(id, WebServer.at("/broken", exchange -> {
                    exchange.sendResponseHeaders(200, 10_000_000);
                    exchange.getResponseBody().write(new byte[6_000_000]);
                }))
                .statusCode(202);
        failed(id, "broke off");
    }

    @Test
    void whoSendsTooSlowlyIsGivenUp() {
        var id = queued("raw");
        fetch(id, WebServer.at("/trickling", exchange -> {
                    exchange.sendResponseHeaders(200, 1_000_000);
                    for (int i = 0; i < 200; i++) {
                        exchange.getResponseBody().write(1);
                        exchange.getResponseBody().flush();
                        pause();
                    }
                }))
                .statusCode(202);
        failed(id, "too slowly");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Tag("SEC-06")
    void whatIsTooLargeIsNoImage() {
        var id = queued("raw");
        fetch(id, WebServer.at("/huge", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    var block = new byte[1 << 20];
                    for (int i = 0; i < 64; i++) {
                        exchange.getResponseBody().write(block);
                    }
                }))
                .statusCode(202);
        failed(id, "size limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/i",
                "file:///etc/passwd",
                "gopher://example.org/",
                "s3://bucket/key",
                "http://user:secret@example.org/i",
                "http://user@example.org/i",
                "http://example.org:22/i",
                "http://",
                "nonsense"
            })
    @Tag("SEC-13")
    void urlsThatAreNeverFetched(String url) {
        var id = queued("raw");
        fetch(id, url).statusCode(400);
        show(id).body("status", equalTo("queued"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "http://2130706433:%d/",
                "http://0x7f000001:%d/",
                "http://0177.0.0.1:%d/",
                "http://127.1:%d/",
                "http://0:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[::ffff:7f00:1]:%d/",
                "http://127。0。0。1:%d/",
                "http://①②⑦.⓪.⓪.①:%d/",
                "http://127.0.0.1\\\\@example.org:%d/",
                "http://example.org#@127.0.0.1:%d/"
            })
    @Tag("SEC-13")
    @Tag("SEC-15")
    void nothingInsideIsFetched(String template) {
        var url = template.formatted(WebServer.secretPort());
        var direct = queued("raw");
        if (fetch(direct, url).extract().statusCode() == 202) {
            failed(direct, "The data could not be fetched from the URL.");
        }
        var led = queued("raw");
        fetch(led, WebServer.at("/away" + template.hashCode(), WebServer.redirect(302, url)))
                .statusCode(202);
        failed(led, "The data could not be fetched from the URL.");
        assertThat(WebServer.intruded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @Tag("SEC-13")
    void noRedirectLeadsInside(int status) {
        var id = queued("raw");
        var inside = "http://127.0.0.1:%d/".formatted(WebServer.secretPort());
        fetch(id, WebServer.at("/inside" + status, WebServer.redirect(status, inside)))
                .statusCode(202);
        failed(id, "The data could not be fetched from the URL.");
        assertThat(WebServer.intruded()).isEmpty();
    }

    @Test
    @Tag("SEC-13")
    void redirectsEnd() {
        var asked = new AtomicInteger();
        var url = new AtomicReference<String>();
        url.set(WebServer.at("/round", exchange -> {
            asked.incrementAndGet();
            WebServer.redirect(302, url.get()).to(exchange);
        }));
        var id = queued("raw");
        fetch(id, url.get()).statusCode(202);
        failed(id, "The data could not be fetched from the URL.");
        assertThat(asked.get()).isLessThan(10);
    }

    @Test
    @Tag("SEC-15")
    void closedAndMissingLookTheSame() {
        for (var url : new String[] {
            WebServer.at("/none", exchange -> exchange.sendResponseHeaders(404, -1)),
            WebServer.at("/not-yours", exchange -> exchange.sendResponseHeaders(401, -1)),
            "http://127.0.0.1:80/",
            "http://does-not-exist.invalid/"
        }) {
            var id = queued("raw");
            fetch(id, url).statusCode(202);
            failed(id, "The data could not be fetched from the URL.");
        }
    }

    @Test
    @Tag("SEC-12")
    void anImageThatIsDeletedMeanwhileLeavesNothing() throws Exception {
        var before = S3Server.objects().size();
        var goOn = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var id = queued("raw");
        fetch(id, WebServer.at("/slow", exchange -> {
                    exchange.sendResponseHeaders(200, 12_000_000);
                    exchange.getResponseBody().write(new byte[6_000_000]);
                    begun.countDown();
                    ignoringInterrupts(goOn);
                    exchange.getResponseBody().write(new byte[6_000_000]);
                }))
                .statusCode(202);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        member().delete("/v2/images/{id}", id).then().statusCode(204);
        goOn.countDown();
        eventually(SOON, () -> assertThat(S3Server.objects()).hasSize(before));
        ImageCalls.admin().get("/v2/tasks").then().statusCode(200);
        member().get("/v2/images/{id}/tasks", id).then().statusCode(404);
    }

    private static void ignoringInterrupts(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tasksAreForTheOwnerAndForAdministrators() {
        var id = queued("raw");
        member().get("/v2/images/{id}/tasks", id).then().statusCode(200).body("tasks", empty());
        stage(id, Samples.raw(100).array()).statusCode(204);
        order(id, DIRECT).statusCode(202);
        becomes(id, "active");
        var task = member().get("/v2/images/{id}/tasks", id).then().extract().<String>path("tasks[0].id");
        member().get("/v2/tasks/{t}", task).then().statusCode(403);
        ImageCalls.admin().get("/v2/tasks/{t}", task).then().statusCode(200).body("input.image_id", equalTo(id));
        ImageCalls.admin().get("/v2/tasks?limit=1").then().body("tasks.id", contains(task));
        ImageCalls.admin().get("/v2/tasks/none").then().statusCode(404);
        ImageCalls.admin().get("/v2/tasks?limit=-1").then().statusCode(400);
        ImageCalls.admin().get("/v2/tasks?limit=many").then().statusCode(400);
    }

    @Test
    void discoveryNamesTheWaysIn() {
        member().get("/v2/info/import")
                .then()
                .body("import-methods.value", contains("glance-direct", "web-download", "copy-image"));
        member().get("/v2/info/stores").then().body("stores.id", contains("far", "s3", "second"));
    }
}
