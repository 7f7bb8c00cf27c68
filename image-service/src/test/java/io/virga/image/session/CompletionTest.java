package io.virga.image.session;

import static io.virga.image.ImageCalls.digest;
import static io.virga.image.ImageCalls.download;
import static io.virga.image.ImageCalls.inParts;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.part;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.session;
import static io.virga.image.ImageCalls.show;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.ImageCalls;
import io.virga.image.S3Server;
import io.virga.image.WasteRows;
import io.virga.image.inspect.Samples;
import io.virga.image.session.SessionRecords.Awaited;
import io.virga.image.store.ImageStore;
import io.virga.image.store.Multipart.Part;
import io.virga.image.store.Place;
import io.virga.model.ImageId;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Completed sessions whose end does not go smoothly.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@Tag("SEC-12")
class CompletionTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final byte[] DATA = Samples.raw(6 << 20).array();

    @Inject
    SessionReconciler reconciler;

    @Inject
    SessionRecords records;

    @Inject
    ImageStore store;

    @Inject
    DataSource database;

    private int before;

    @BeforeEach
    void count() {
        before = S3Server.objects().size();
    }

    /// What a worker would be given.
    private record Sent(Place place, String upload, List<Part> parts) {}

    private Sent sent(String id) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select object_key, multipart_id, number, upload_parts.size, etag
                        from upload_sessions join upload_parts using (object_key) where image_id = ?::uuid order by number
                        """)) {
            select.setString(1, id);
            var parts = new ArrayList<Part>();
            try (var found = select.executeQuery()) {
                var sent = new Sent(null, "", parts);
                while (found.next()) {
                    sent = new Sent(new Place("s3", found.getString(1)), found.getString(2), parts);
                    parts.add(new Part(found.getInt(3), found.getLong(4), found.getString(5)));
                }
                return sent;
            }
        }
    }

    private void endLeases() throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.createStatement()) {
            update.executeUpdate("update import_tasks set lease_until = now() where lease_until is not null");
        }
    }

    private static String allSent() {
        var id = queued("raw");
        session(id, DATA.length).statusCode(201);
        var parts = ImageCalls.parts(DATA);
        part(id, 1, parts.get(0)).statusCode(204);
        part(id, 2, parts.get(1)).statusCode(204);
        return id;
    }

    private static void complete(String id) {
        member().post("/v2/images/{id}/upload/complete", id).then().statusCode(202);
    }

    private void failed(String id) {
        eventually(SOON, () -> show(id).body("status", equalTo("queued")));
        member().get("/v2/images/{id}/tasks", id).then().body("tasks.status", contains("failure"));
        nothingIsLeft(0);
    }

    private void nothingIsLeft(int but) {
        eventually(SOON, () -> {
            reconciler.forgetEnded();
            assertThat(S3Server.objects()).hasSize(before + but);
        });
    }

    /// One worker finds the store away. The next one makes an object of the parts, and dies before it can say so.
    /// Meanwhile another image's owner loses patience.
    @Test
    void theStoreIsAwayAndAProcessDies() throws Exception {
        var id = allSent();
        var deleted = allSent();
        S3Server.goAway();
        try {
            complete(id);
            complete(id);
            complete(deleted);
            show(id).body("status", equalTo("saving"));
            member().delete("/v2/images/{id}/upload", id).then().statusCode(409);
            member().delete("/v2/images/{id}", deleted).then().statusCode(204);
        } finally {
            S3Server.comeBack();
        }
        var sent = sent(id);
        store.multipart().complete(sent.place(), sent.upload(), sent.parts(), () -> {});
        endLeases();

        eventually(SOON, () -> show(id).body("status", equalTo("active")));
        show(id).body("os_hash_value", equalTo(digest("SHA-512", DATA)));
        member().get("/v2/images/{id}/tasks", id).then().body("tasks.status", contains("success"));
        assertThat(download(id).body()).isEqualTo(DATA);
        nothingIsLeft(1);
    }

    @Test
    void aPartThatIsNotAsItWasSentIsRefused() throws Exception {
        var id = allSent();
        var sent = sent(id);
        var other = Samples.raw(5 << 20).array();
        other[7]++;
        store.multipart()
                .put(
                        sent.place(),
                        sent.upload(),
                        1,
                        other.length,
                        new ByteArrayInputStream(other),
                        digest("SHA-256", other));
        complete(id);

        failed(id);
        inParts(id, DATA);
        eventually(SOON, () -> show(id).body("status", equalTo("active")));
    }

    /// Sent twice, and one of them took so long that the image was active meanwhile.
    @Test
    void aPartThatComesTooLateHarmsNothing() throws Exception {
        var id = allSent();
        var sent = sent(id);
        complete(id);
        eventually(SOON, () -> show(id).body("status", equalTo("active")));
        var late = new UploadedPart(sent.place().key(), 1, 5 << 20, null, "late");

        assertThat(records.keep(new Awaited(ImageId.fromString(id), sent.place()), List.of(late)))
                .isFalse();

        assertThat(WasteRows.of(database, sent.place())).isZero();
        nothingIsLeft(1);
        assertThat(download(id).body()).isEqualTo(DATA);
    }

    @Test
    void partsThatAreGoneAreNoImage() throws Exception {
        var id = allSent();
        store.discard(sent(id).place());
        complete(id);

        failed(id);
    }
}
