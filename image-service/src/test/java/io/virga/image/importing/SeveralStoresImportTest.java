package io.virga.image.importing;

import static io.virga.image.ImageCalls.download;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.patch;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.stage;
import static io.virga.image.ImageCalls.upload;
import static io.virga.image.importing.StoreImports.SOON;
import static io.virga.image.importing.StoreImports.copy;
import static io.virga.image.importing.StoreImports.files;
import static io.virga.image.importing.StoreImports.liesIn;
import static io.virga.image.importing.StoreImports.taskIs;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.image.WebServer;
import io.virga.image.inspect.Samples;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Imports that bring data to more than one store, or to another one than it was staged in.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@QuarkusTestResource(WebServer.class)
@Tag("SEC-12")
class SeveralStoresImportTest {

    private static final byte[] DATA = Samples.raw(6 << 20).array();

    private static void direct(String id, String rest) {
        StoreImports.order(TestIdentity.member(), id, "glance-direct", rest).statusCode(202);
    }

    private static void fetch(String id, String url, String rest) {
        member().contentType("application/json")
                .body("{\"method\":{\"name\":\"web-download\",\"uri\":\"%s\"}%s}".formatted(url, rest))
                .post("/v2/images/{id}/import", id)
                .then()
                .statusCode(202);
    }

    private static void stageIn(String store, String id) {
        member().header("X-Image-Meta-Store", store)
                .contentType("application/octet-stream")
                .body(DATA)
                .put("/v2/images/{id}/stage", id)
                .then()
                .statusCode(204);
    }

    @Test
    void stagedDataGoesToAllStores() {
        var id = queued("raw");
        stage(id, DATA).statusCode(204);

        direct(id, ",\"all_stores\":true");

        liesIn(id, "far,s3,second", "");
        taskIs(id, "success", "");
        member().get("/v2/images/{id}/tasks", id)
                .then()
                .body("tasks[0].input.import_req.stores", contains("far", "s3", "second"))
                .body("tasks[0].input.import_req.all_stores_must_succeed", equalTo(true));
        assertThat(files(id)).hasSize(3);
        assertThat(download(id).body()).isEqualTo(DATA);
        member().delete("/v2/images/{id}", id).then().statusCode(204);
        eventually(SOON, () -> assertThat(files(id)).isEmpty());
    }

    @Test
    void dataFromTheWebGoesToChosenStores() {
        var id = queued("raw");

        fetch(id, WebServer.at("/to-two", WebServer.bytes(DATA)), ",\"stores\":[\"far\",\"second\"]");

        liesIn(id, "far,second", "");
        assertThat(files(id)).hasSize(2);
        assertThat(download(id).body()).isEqualTo(DATA);
    }

    /// Where nobody has chosen, the default store is meant, wherever the data was staged.
    @Test
    void dataThatWasStagedElsewhereComesToTheDefaultStore() {
        var id = queued("raw");
        stageIn("second", id);

        direct(id, "");

        liesIn(id, "s3", "");
        eventually(SOON, () -> assertThat(files(id)).hasSize(1));
        assertThat(download(id).body()).isEqualTo(DATA);
    }

    /// One time without a server, for all orders: to start it takes a while.
    @Test
    void aStoreThatIsAwayHasFailedAndNothingElse() throws Exception {
        var copiedToAll = queued("raw");
        upload(copiedToAll, DATA).statusCode(204);
        var copiedToSome = queued("raw");
        upload(copiedToSome, DATA).statusCode(204);
        var importedToAll = queued("raw");
        stage(importedToAll, DATA).statusCode(204);
        var importedToSome = queued("raw");
        stageIn("second", importedToSome);
        S3Server.far().stop();
        try {
            copy(copiedToAll, ",\"all_stores\":true").statusCode(202);
            copy(copiedToSome, ",\"all_stores\":true,\"all_stores_must_succeed\":false")
                    .statusCode(202);
            direct(importedToAll, ",\"all_stores\":true");
            direct(importedToSome, ",\"stores\":[\"far\",\"s3\"],\"all_stores_must_succeed\":false");

            liesIn(copiedToAll, "s3", "far");
            liesIn(copiedToSome, "s3,second", "far");
            liesIn(importedToSome, "s3", "far");
            eventually(SOON, () -> show(importedToAll).body("status", equalTo("queued")));
        } finally {
            S3Server.far().start();
            S3Server.far().await();
        }
        show(importedToAll)
                .body("os_glance_failed_import", equalTo("far"))
                .body("os_glance_importing_to_stores", equalTo(""));
        var why = "far: The image store far is temporarily unavailable.";
        taskIs(copiedToAll, "failure", why);
        taskIs(copiedToSome, "success", why);
        taskIs(importedToAll, "failure", why);
        taskIs(importedToSome, "success", why);
        eventually(SOON, () -> {
            assertThat(files(copiedToAll)).hasSize(1);
            assertThat(files(copiedToSome)).hasSize(2);
            assertThat(files(importedToAll)).isEmpty();
            assertThat(files(importedToSome)).hasSize(1);
        });
        assertThat(download(importedToSome).body()).isEqualTo(DATA);

        copy(copiedToSome, ",\"stores\":[\"far\"]").statusCode(202);
        liesIn(copiedToSome, "far,s3,second", "");
        upload(importedToAll, DATA).statusCode(204);
    }

    @Test
    void whatIsOfAnotherFormatComesToNoStore() {
        var id = queued("qcow2");
        stage(id, DATA).statusCode(204);

        direct(id, ",\"all_stores\":true,\"all_stores_must_succeed\":false");

        eventually(SOON, () -> show(id).body("status", equalTo("queued")));
        show(id).body("os_glance_failed_import", equalTo("far,s3,second"));
        eventually(SOON, () -> assertThat(files(id)).isEmpty());

        patch(TestIdentity.member(), id, "[{\"op\":\"replace\",\"path\":\"/disk_format\",\"value\":\"raw\"}]")
                .statusCode(200);
        upload(id, DATA).statusCode(204);
        show(id).body("status", equalTo("active"))
                .body("$", not(hasKey("os_glance_failed_import")))
                .body("$", not(hasKey("os_glance_importing_to_stores")));
    }

    /// More downloads than may run at once, from a server that sends nothing more.
    @Test
    void otherImportsDoNotWaitForDownloads() throws Exception {
        var asked = new Semaphore(0);
        var goOn = new CountDownLatch(1);
        var staged = queued("raw");
        stage(staged, DATA).statusCode(204);
        try {
            var url = WebServer.at("/hanging", exchange -> {
                asked.release();
                await(goOn);
                WebServer.bytes(DATA).to(exchange);
            });
            var waiting = queued("raw");
            fetch(waiting, url, "");
            for (int i = 0; i < 5; i++) {
                fetch(queued("raw"), url, "");
            }
            assertThat(asked.tryAcquire(4, 20, TimeUnit.SECONDS)).isTrue();

            direct(staged, "");
            liesIn(staged, "s3", "");
            copy(staged, ",\"stores\":[\"far\"]").statusCode(202);
            liesIn(staged, "far,s3", "");

            show(waiting).body("status", equalTo("importing"));
            assertThat(asked.availablePermits()).isZero();
        } finally {
            goOn.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
