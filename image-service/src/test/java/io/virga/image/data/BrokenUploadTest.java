package io.virga.image.data;

import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.digest;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.newProject;
import static io.virga.image.ImageCalls.part;
import static io.virga.image.ImageCalls.parts;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.session;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.stage;
import static io.virga.image.ImageCalls.upload;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.virga.image.S3Server;
import io.virga.image.WasteRows;
import io.virga.image.WebServer;
import io.virga.image.image.Content;
import io.virga.image.inspect.Samples;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Place;
import io.virga.model.Caller;
import io.virga.model.ImageId;
import io.virga.model.ProjectId;
import io.virga.model.UserId;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads that do not end well: afterwards the image waits for data, and the store is as it was.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@QuarkusTestResource(WebServer.class)
@Tag("SEC-12")
class BrokenUploadTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration COLLECTED = Duration.ofSeconds(60);
    private static final int MIB = 1 << 20;

    /// Of each kind; twice as many may be under way at once.
    private static final int MANY = 40;

    private static final Caller OWNER = new Caller(
            new UserId("u"),
            "u",
            new Caller.Scope.Project(new ProjectId(TestIdentity.PROJECT)),
            Set.of("member"),
            false);

    @Inject
    UploadRecords records;

    @Inject
    UploadReconciler reconciler;

    @Inject
    ImageStore store;

    @Inject
    DataSource database;

    private int before;

    @BeforeEach
    void count() {
        before = S3Server.objects().size();
    }

    @Test
    void theClientGoesAway() throws Exception {
        var id = queued("raw");
        try (var socket = begin(id, "Content-Length: " + 30 * MIB)) {
            socket.getOutputStream().write(new byte[12 * MIB]);
            eventually(SOON, () -> show(id).body("status", equalTo("saving")));
        }
        queuedWithNothingLeft(id);
        upload(id, Samples.raw(100).array()).statusCode(204);
    }

    @Test
    void aChunkedClientGoesAway() throws Exception {
        var id = queued("raw");
        try (var socket = begin(id, "Transfer-Encoding: chunked")) {
            var output = socket.getOutputStream();
            output.write("600000\r\n".getBytes(StandardCharsets.US_ASCII));
            output.write(new byte[6 * MIB]);
            output.write("\r\n10\r\nab".getBytes(StandardCharsets.US_ASCII));
            output.flush();
            eventually(SOON, () -> show(id).body("status", equalTo("saving")));
        }
        queuedWithNothingLeft(id);
    }

    @Test
    void theImageIsDeletedMeanwhile() throws Exception {
        var id = queued("raw");
        try (var socket = begin(id, "Content-Length: " + 12 * MIB)) {
            var output = socket.getOutputStream();
            output.write(new byte[11 * MIB]);
            output.flush();
            eventually(SOON, () -> show(id).body("status", equalTo("saving")));

            member().delete("/v2/images/" + id).then().statusCode(204);

            output.write(new byte[MIB]);
            output.flush();
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).matches("HTTP/1.1 (404|503)");
        }
        show(id).statusCode(404);
        eventually(SOON, () -> assertThat(S3Server.objects()).hasSize(before));
    }

    /// Rights are checked once, when the request is accepted. Uploads whose end was refused stayed in `saving`.
    @Test
    void theTokenEndsMeanwhile() throws Exception {
        var id = queued("raw");
        var bytes = Samples.raw(12 * MIB).array();
        var token = TestIdentity.memberUntil(Instant.now().plusSeconds(2));
        try (var socket = put(token, id + "/file", "Content-Length: " + bytes.length)) {
            var output = socket.getOutputStream();
            output.write(bytes, 0, 11 * MIB);
            var sent = new AtomicInteger(11 * MIB);
            eventually(SOON, () -> {
                output.write(bytes, sent.getAndAdd(100), 100);
                output.flush();
                as(token).get("/v2/images/" + id).then().statusCode(401);
            });
            show(id).body("status", equalTo("saving"));

            output.write(bytes, sent.get(), bytes.length - sent.get());
            output.flush();
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 204");
        }
        show(id).body("status", equalTo("active")).body("os_hash_value", equalTo(digest("SHA-512", bytes)));
        assertThat(S3Server.objects()).hasSize(before + 1);
    }

    /// Of every way in some that nobody comes back to, and some that fail.
    @Test
    void manyThatAreForgottenAreNeitherCountedNorKept() throws Exception {
        var token = TestIdentity.member(newProject());
        var nowhere = WebServer.at("/nowhere", exchange -> exchange.sendResponseHeaders(404, -1));
        var ids = new ArrayList<String>();
        for (int i = 0; i < MANY; i++) {
            ids.add(staged(token, "raw"));
            ids.add(inParts(token));
            ids.add(ordered(token, staged(token, "qcow2"), "\"name\": \"glance-direct\""));
            ids.add(ordered(
                    token, queued(token, "raw"), "\"name\": \"web-download\", \"uri\": \"%s\"".formatted(nowhere)));
        }
        eventually(SOON, () -> assertThat(used(token, "image_count_uploading")).isEqualTo(2 * MANY));
        assertThat(used(token, "image_stage_total")).isPositive();
        assertThat(used(token, "image_size_total")).isPositive();
        assertThat(S3Server.objects()).hasSizeGreaterThanOrEqualTo(before + 2 * MANY);
        overdue(ids);

        eventually(SOON, () -> {
            reconciler.giveUpOverdue();
            assertThat(used(token, "image_count_uploading")).isZero();
        });

        assertThat(used(token, "image_stage_total")).isZero();
        assertThat(used(token, "image_size_total")).isZero();
        as(token).get("/v2/images?limit=1000").then().body("images.status", everyItem(equalTo("queued")));
        eventually(COLLECTED, () -> assertThat(S3Server.objects()).hasSize(before));
    }

    private static String staged(String token, String format) {
        var id = queued(token, format);
        stage(token, id, new byte[1_000]).statusCode(204);
        return id;
    }

    private static String inParts(String token) {
        var id = queued(token, "raw");
        as(token)
                .contentType("application/json")
                .body("{\"size\": 1000}")
                .post("/v2/images/{id}/upload", id)
                .then()
                .statusCode(201);
        part(token, id, 1, new byte[1_000], digest("SHA-256", new byte[1_000])).statusCode(204);
        return id;
    }

    private static String ordered(String token, String id, String method) {
        as(token)
                .contentType("application/json")
                .body("{\"method\": {%s}}".formatted(method))
                .post("/v2/images/{id}/import", id)
                .then()
                .statusCode(202);
        return id;
    }

    private static int used(String token, String resource) {
        return as(token).get("/v2/info/usage").then().extract().path("usage." + resource + ".usage");
    }

    private void overdue(List<String> ids) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("""
                        update images set upload_deadline = now() - interval '1 second'
                        where id = any(?::uuid[]) and upload_deadline is not null""")) {
            update.setArray(1, connection.createArrayOf("text", ids.toArray()));
            assertThat(update.executeUpdate()).isEqualTo(2 * MANY);
        }
    }

    @Test
    void theStoreIsAway() throws Exception {
        var id = queued("raw");
        S3Server.goAway();
        try {
            upload(id, new byte[100]).statusCode(503);
            upload(id, new byte[6 * MIB]).statusCode(503);
            show(id).body("status", equalTo("queued"));
            member().delete("/v2/images/" + id).then().statusCode(204);
        } finally {
            S3Server.comeBack();
        }
        assertThat(S3Server.objects()).hasSize(before);
    }

    /// openstacksdk sends what is left of the file when a 503 comes in the middle of it, and then believes all is
    /// well.
    @ParameterizedTest
    @ValueSource(strings = {"file", "stage"})
    void theRestOfAFileIsNoImage(String way) throws Exception {
        var id = queued("raw");
        S3Server.goAway();
        try {
            send(id, way, new byte[6 * MIB]).statusCode(503);
        } finally {
            S3Server.comeBack();
        }

        send(id, way, new byte[0]).statusCode(400);
        // Of a file that was read to its end python-requests does not tell the length.
        member().contentType("application/octet-stream")
                .body(new ByteArrayInputStream(new byte[0]))
                .put("/v2/images/{id}/{way}", id, way)
                .then()
                .statusCode(400)
                .body(containsString("looks like its rest"));
        send(id, way, new byte[5 * MIB]).statusCode(400).body(containsString("looks like its rest"));
        show(id).body("status", equalTo("queued"));
        send(id, way, new byte[6 * MIB]).statusCode(204);
        member().delete("/v2/images/" + id).then().statusCode(204);
        eventually(SOON, () -> assertThat(S3Server.objects()).hasSize(before));
    }

    private static ValidatableResponse send(String id, String way, byte[] bytes) {
        return member().contentType("application/octet-stream")
                .body(bytes)
                .put("/v2/images/{id}/{way}", id, way)
                .then();
    }

    /// The commit went through, and the connection broke before it could say so.
    @Test
    void theWordOfSuccessIsLost() throws Exception {
        var id = queued("raw");
        var ticket = records.begin(OWNER, id, "s3", Optional.empty());
        store.write(ticket.place(), new ByteArrayInputStream(new byte[100]));
        records.finish(ticket, new Content(100L, 100L, "md5", "sha512"));

        records.abandon(ticket);

        show(id).body("status", equalTo("active"));
        assertThat(WasteRows.of(database, ticket.place())).isZero();
        assertThat(S3Server.objects()).hasSize(before + 1);
    }

    @Test
    void theProcessDies() throws Exception {
        var id = queued("raw");
        var ticket = records.begin(OWNER, id, "s3", Optional.empty());
        store.write(ticket.place(), new ByteArrayInputStream(new byte[6 * MIB]));
        show(id).body("status", equalTo("saving"));

        eventually(SOON, () -> {
            reconciler.giveUpOverdue();
            show(id).body("status", equalTo("queued"));
        });

        queuedWithNothingLeft(id);
    }

    @Test
    void bytesThatNoImageKnowsAreSwept() throws Exception {
        var id = queued("raw");
        upload(id, Samples.raw(100).array()).statusCode(204);
        store.write(new Place("s3", ImageId.random() + "/lost"), new ByteArrayInputStream(new byte[100]));
        assertThat(S3Server.objects()).hasSize(before + 2);

        eventually(SOON, () -> {
            reconciler.sweep();
            assertThat(S3Server.objects()).hasSize(before + 1);
        });

        member().get("/v2/images/" + id + "/file").then().statusCode(200);
    }

    @Test
    void anIdleSessionIsGivenUp() throws Exception {
        var id = queued("raw");
        session(id, 6 * MIB).statusCode(201);
        part(id, 1, new byte[5 * MIB]).statusCode(204);
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update images set upload_deadline = now() - interval '1 second' where id = ?::uuid")) {
            update.setString(1, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }

        reconciler.giveUpOverdue();

        queuedWithNothingLeft(id);
    }

    @Test
    void theSweepSparesOpenSessions() {
        var bytes = Samples.raw(6 * MIB).array();
        var id = queued("raw");
        session(id, bytes.length).statusCode(201);
        part(id, 1, parts(bytes).get(0)).statusCode(204);

        reconciler.sweep();

        part(id, 2, parts(bytes).get(1)).statusCode(204);
        completeAndCompare(id, bytes);
    }

    /// Cut anywhere, in parts sent in any order: what is missing is known, and what goes on ends well.
    @Test
    void whateverIsCutGoesOn() throws Exception {
        var random = new Random(20_260);
        for (int round = 0; round < 3; round++) {
            var bytes = new byte[5 * MIB + 1 + random.nextInt(5 * MIB)];
            random.nextBytes(bytes);
            var parts = parts(bytes);
            var id = queued("raw");
            session(id, bytes.length).statusCode(201);
            var cut = random.nextInt(2);
            part(id, 2 - cut, parts.get(1 - cut)).statusCode(204);
            cut(id, cut + 1, parts.get(cut), random.nextInt(parts.get(cut).length));

            List<Integer> there =
                    member().get("/v2/images/{id}/upload", id).then().extract().path("parts.number");
            assertThat(there).containsExactly(2 - cut);
            part(id, cut + 1, parts.get(cut)).statusCode(204);
            completeAndCompare(id, bytes);
        }
    }

    /// Somebody who sends just enough to seem alive is given up, in parts as well.
    @ParameterizedTest
    @ValueSource(strings = {"file", "stage", "upload/parts/1"})
    void whoTricklesIsGivenUp(String way) throws Exception {
        var id = queued("raw");
        var part = way.startsWith("upload");
        if (part) {
            session(id, 6 * MIB).statusCode(201);
        }
        try (var socket = put(id + "/" + way, "Content-Length: %d\r\nX-Virga-SHA256: %064d".formatted(5 * MIB, 0))) {
            var answer = socket.getInputStream();
            while (answer.available() == 0) {
                socket.getOutputStream().write(1);
                Thread.sleep(50);
            }
            assertThat(new BufferedReader(new InputStreamReader(answer, StandardCharsets.US_ASCII)).readLine())
                    .contains(" 400 ");
        }
        if (part) {
            member().delete("/v2/images/{id}/upload", id).then().statusCode(204);
        }
        queuedWithNothingLeft(id);
    }

    private static void cut(String id, int number, byte[] part, int after) throws IOException {
        var headers = "Content-Length: %d\r\nX-Virga-SHA256: %s".formatted(part.length, digest("SHA-256", part));
        try (var socket = put(id + "/upload/parts/" + number, headers)) {
            socket.getOutputStream().write(part, 0, after);
        }
    }

    private static void completeAndCompare(String id, byte[] bytes) {
        member().post("/v2/images/{id}/upload/complete", id).then().statusCode(202);
        eventually(SOON, () -> show(id).body("status", equalTo("active")));
        show(id).body("os_hash_value", equalTo(digest("SHA-512", bytes)));
    }

    private static Socket begin(String id, String length) throws IOException {
        return put(id + "/file", length);
    }

    private static Socket put(String path, String headers) throws IOException {
        return put(TestIdentity.member(), path, headers);
    }

    private static Socket put(String token, String path, String headers) throws IOException {
        var socket = new Socket("127.0.0.1", RestAssured.port);
        socket.getOutputStream().write("""
                PUT /v2/images/%s HTTP/1.1\r
                Host: localhost\r
                X-Auth-Token: %s\r
                Content-Type: application/octet-stream\r
                %s\r
                \r
                """.formatted(path, token, headers).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void queuedWithNothingLeft(String id) {
        eventually(SOON, () -> show(id).body("status", equalTo("queued")));
        eventually(SOON, () -> assertThat(S3Server.objects()).hasSize(before));
        assertThat(records.giveUpOverdue(10)).isEmpty();
    }
}
