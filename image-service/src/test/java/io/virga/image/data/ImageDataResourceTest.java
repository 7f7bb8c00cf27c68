package io.virga.image.data;

import static io.restassured.RestAssured.given;
import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.create;
import static io.virga.image.ImageCalls.digest;
import static io.virga.image.ImageCalls.download;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.stranger;
import static io.virga.image.ImageCalls.upload;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.image.inspect.Samples;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class ImageDataResourceTest {

    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024, 5 * MIB - 1, 5 * MIB, 5 * MIB + 1, 17 * MIB})
    void whatGoesUpComesDown(int length) throws Exception {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        var id = queued("raw");

        upload(id, bytes).statusCode(204);

        show(id).body("status", equalTo("active"))
                .body("size", equalTo(length))
                .body("virtual_size", equalTo(length))
                .body("checksum", equalTo(digest("MD5", bytes)))
                .body("os_hash_algo", equalTo("sha512"))
                .body("os_hash_value", equalTo(digest("SHA-512", bytes)));
        var answer = download(id);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.headers().firstValue("Content-MD5")).contains(digest("MD5", bytes));
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(length);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 9",
        "bytes=90-, 90, 99",
        "bytes=-5, 95, 99",
        "Bytes=50-1000, 50, 99",
        "bytes=-1000, 0, 99"
    })
    void aPartComesDown(String range, int first, int last) {
        var bytes = Samples.raw(100).array();
        var id = queued("raw");
        upload(id, bytes).statusCode(204);

        var answer = member().header("Range", range)
                .get("/v2/images/" + id + "/file")
                .then()
                .statusCode(206)
                .header("Content-Range", equalTo("bytes %d-%d/100".formatted(first, last)))
                .extract()
                .asByteArray();

        assertThat(answer).isEqualTo(Arrays.copyOfRange(bytes, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=100-", "bytes=5-4", "bytes=-0", "bytes=-", "bytes=1-2,4-5", "bytes=99999999999999999999-"
            })
    void aPartThatIsNotThereDoesNot(String range) {
        var id = queued("raw");
        upload(id, Samples.raw(100).array()).statusCode(204);

        member().header("Range", range).get("/v2/images/" + id + "/file").then().statusCode(416);
    }

    /// RFC 9110, 14.2.
    @ParameterizedTest
    @ValueSource(strings = {"lines=1-2", "x", "bytes"})
    void unknownUnitsAreIgnored(String range) {
        var bytes = Samples.raw(100).array();
        var id = queued("raw");
        upload(id, bytes).statusCode(204);

        var answer = member().header("Range", range).get("/v2/images/" + id + "/file");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asByteArray()).isEqualTo(bytes);
    }

    /// Who has no project, either.
    @Test
    void anAdministratorOfTheSystemSendsAndReadsDataOfAnyProject() {
        var system = TestIdentity.onSystem("admin", "manager", "member", "reader");
        var bytes = Samples.raw(100).array();
        var id = queued("raw");

        upload(system, id, bytes).statusCode(204);

        assertThat(as(system).get("/v2/images/" + id + "/file").asByteArray()).isEqualTo(bytes);
    }

    @Test
    void anImageWithoutDataHasNoContent() {
        member().get("/v2/images/" + queued("raw") + "/file").then().statusCode(204);
    }

    @Test
    @Tag("SEC-09")
    void dataIsNeverReplaced() {
        var id = queued("raw");
        upload(id, Samples.raw(100).array()).statusCode(204);

        upload(id, Samples.raw(200).array()).statusCode(409);

        show(id).body("size", equalTo(100)).body("status", equalTo("active"));
    }

    @Test
    @Tag("SEC-09")
    void ofManyUploadsAtOnceOneWins() throws Exception {
        var id = queued("raw");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () ->
                            upload(id, Samples.raw(100 + i).array()).answer().statusCode())
                    .toList();
            var statuses = threads.invokeAll(uploads).stream()
                    .map(done -> done.resultNow())
                    .toList();

            assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 409);
        }
    }

    @Test
    void onlyBytesAreTaken() {
        var id = queued("raw");

        member().contentType("application/json")
                .body("{}")
                .put("/v2/images/" + id + "/file")
                .then()
                .statusCode(415);
        show(id).body("status", equalTo("queued"));
    }

    @Test
    void formatsComeBeforeData() {
        var id = create(TestIdentity.member(), "{\"name\": \"x\"}");

        upload(id, Samples.raw(100).array()).statusCode(400);
    }

    @Test
    @Tag("SEC-28")
    void nobodyElseWrites() {
        var id = queued("raw");

        upload(TestIdentity.member(TestIdentity.OTHER_PROJECT), id, new byte[10])
                .statusCode(404);
        upload(TestIdentity.reader(), id, new byte[10]).statusCode(403);
        given().contentType("application/octet-stream")
                .body(new byte[10])
                .put("/v2/images/" + id + "/file")
                .then()
                .statusCode(401);
        show(id).body("status", equalTo("queued"));
    }

    @Test
    @Tag("SEC-01")
    @Tag("SEC-04")
    void refusedDataLeavesTheImageQueuedAndNothingStored() {
        var before = S3Server.objects().size();
        var id = queued("qcow2");

        upload(id, Samples.qcow2().int64(8, 512).int32(16, 11).array())
                .statusCode(400)
                .saying("backing file");
        upload(id, Samples.raw(4096).array()).statusCode(400).saying("format raw");

        show(id).body("status", equalTo("queued")).body("size", nullValue());
        as(TestIdentity.service())
                .post("/v2/images/" + id + "/actions/download-url")
                .then()
                .statusCode(409);
        upload(id, Samples.qcow2().array()).statusCode(204);
        show(id).body("status", equalTo("active")).body("virtual_size", equalTo((int) Samples.DISK));
        eventually(Duration.ofSeconds(10), () -> assertThat(S3Server.objects()).hasSize(before + 1));
    }

    @Test
    void headersDeepInTheImageAreFound() {
        var id = queued("vhdx");

        upload(id, Samples.vhdx().array()).statusCode(204);

        show(id).body("virtual_size", equalTo((int) Samples.DISK));
    }

    @Test
    void moreThanTheLimitIsRefused() {
        var before = S3Server.objects().size();
        var id = queued("raw");

        upload(id, new byte[40 * MIB + 1]).statusCode(413);

        show(id).body("status", equalTo("queued"));
        eventually(Duration.ofSeconds(10), () -> assertThat(S3Server.objects()).hasSize(before));
    }

    @Test
    void theStoreHandsOutWhatWasProved() throws Exception {
        var bytes = Samples.qcow2().array();
        var id = queued("qcow2");
        upload(id, bytes).statusCode(204);

        var answer = as(TestIdentity.service())
                .post("/v2/images/" + id + "/actions/download-url")
                .then()
                .statusCode(200)
                .body("disk_format", equalTo("qcow2"))
                .body("size", equalTo(bytes.length))
                .body("virtual_size", equalTo((int) Samples.DISK))
                .body("os_hash_value", equalTo(digest("SHA-512", bytes)))
                .extract();

        String url = answer.path("url");
        assertThat(given().urlEncodingEnabled(false)
                        .get(url)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .isEqualTo(bytes);
        given().urlEncodingEnabled(false)
                .get(url.replace("X-Amz-Expires=7200", "X-Amz-Expires=9999"))
                .then()
                .statusCode(403);
        member().post("/v2/images/" + id + "/actions/download-url").then().statusCode(403);
    }

    @Test
    @Tag("SEC-12")
    void aDeletedImageLeavesNothing() {
        var before = S3Server.objects().size();
        var id = queued("raw");
        upload(id, new byte[6 * MIB]).statusCode(204);

        member().delete("/v2/images/" + id).then().statusCode(204);

        stranger().get("/v2/images/" + id).then().statusCode(404);
        eventually(Duration.ofSeconds(10), () -> assertThat(S3Server.objects()).hasSize(before));
    }
}
