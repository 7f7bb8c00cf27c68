package io.virga.image.importing;

import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.stage;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.image.WasteRows;
import io.virga.image.WebServer;
import io.virga.image.image.Content;
import io.virga.image.image.Declaration;
import io.virga.image.image.Images;
import io.virga.image.importing.ImportRecords.Step;
import io.virga.image.importing.ImportRecords.Work;
import io.virga.image.inspect.DeclaredFormat;
import io.virga.image.inspect.DiskFormat;
import io.virga.image.inspect.Samples;
import io.virga.image.store.Place;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ImageId;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Workers that come too late, or twice: what has been accepted stays, and so does what somebody else is doing.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@QuarkusTestResource(WebServer.class)
@Tag("SEC-12")
class ImportRecordsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Declaration RAW = Declaration.unsigned(DeclaredFormat.bare(DiskFormat.RAW));
    private static final Content CONTENT = new Content(100L, 100L, "md5", "sha512");

    @Inject
    ImportRecords records;

    @Inject
    Images images;

    @Inject
    DataSource database;

    private static void order(String id, String method) {
        member().contentType("application/json")
                .body("{\"method\":%s}".formatted(method))
                .post("/v2/images/{id}/import", id)
                .then()
                .statusCode(202);
    }

    private static UUID task(String id) {
        return UUID.fromString(
                member().get("/v2/images/{id}/tasks", id).then().extract().path("tasks[0].id"));
    }

    private static void becomes(String id, String status) {
        eventually(SOON, () -> show(id).body("status", equalTo(status)));
    }

    private static void taskIs(String id, String status) {
        member().get("/v2/images/{id}/tasks", id).then().body("tasks.status", contains(status));
    }

    @Test
    void whatHasBeenAcceptedStays() throws Exception {
        var id = queued("raw");
        stage(id, Samples.raw(100).array()).statusCode(204);
        order(id, "{\"name\":\"glance-direct\"}");
        becomes(id, "active");
        var image = ImageId.fromString(id);
        var place = QuarkusTransaction.requiringNew()
                .call(() -> images.find(image).orElseThrow().storedAt().getFirst());
        var late = new Work(task(id), image, place, RAW, new Step.Prove(CONTENT));

        records.fail(late, "late");

        assertThatThrownBy(() -> records.finish(late, CONTENT)).isInstanceOf(NotFound.class);
        show(id).body("status", equalTo("active"));
        taskIs(id, "success");
        assertThat(WasteRows.of(database, place)).isZero();
        assertThat(S3Server.objects()).anyMatch(object -> object.endsWith(place.key()));
    }

    @Test
    void whoWasGivenUpLeavesTheWorkToOthers() throws Exception {
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var id = queued("raw");
        var url = WebServer.at("/taken-over", exchange -> {
            asked.countDown();
            await(goOn);
            WebServer.bytes(new byte[100]).to(exchange);
        });
        order(id, "{\"name\":\"web-download\",\"uri\":\"%s\"}".formatted(url));
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        var image = ImageId.fromString(id);
        var former = new Work(task(id), image, new Place("s3", image + "/former"), RAW, new Step.Fetch(url));

        records.fail(former, "late");

        assertThatThrownBy(() -> records.extend(former)).isInstanceOf(NotFound.class);
        taskIs(id, "processing");
        goOn.countDown();
        becomes(id, "active");
        taskIs(id, "success");
    }

    @Test
    void whatWaitsForRoomIsWantedAsBefore() throws Exception {
        var asked = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var id = queued("raw");
        var url = WebServer.at("/no-room", exchange -> {
            asked.countDown();
            await(goOn);
            WebServer.bytes(new byte[100]).to(exchange);
        });
        order(id, "{\"name\":\"web-download\",\"uri\":\"%s\"}".formatted(url));
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        var image = ImageId.fromString(id);
        var place = QuarkusTransaction.requiringNew()
                .call(() -> images.find(image).orElseThrow().arriving().orElseThrow());
        var former = new Place("s3", image + "/former");

        records.queue(new Work(task(id), image, place, RAW, new Step.Fetch(url)), Duration.ofHours(1));
        records.queue(new Work(task(id), image, former, RAW, new Step.Fetch(url)), Duration.ofHours(1));

        taskIs(id, "processing");
        assertThat(WasteRows.of(database, place)).isZero();
        goOn.countDown();
        becomes(id, "active");
        taskIs(id, "success");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
