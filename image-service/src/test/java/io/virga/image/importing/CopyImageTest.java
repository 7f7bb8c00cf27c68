package io.virga.image.importing;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.download;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.newProject;
import static io.virga.image.ImageCalls.patch;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.stranger;
import static io.virga.image.ImageCalls.upload;
import static io.virga.image.importing.StoreImports.SOON;
import static io.virga.image.importing.StoreImports.copy;
import static io.virga.image.importing.StoreImports.files;
import static io.virga.image.importing.StoreImports.isBegun;
import static io.virga.image.importing.StoreImports.liesIn;
import static io.virga.image.importing.StoreImports.order;
import static io.virga.image.importing.StoreImports.taskIs;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.ImageCalls;
import io.virga.image.S3Server;
import io.virga.image.image.Images;
import io.virga.image.inspect.Samples;
import io.virga.image.store.Place;
import io.virga.model.ImageId;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import io.virga.testing.TestLimits;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Copies of active images, by the server itself (`second`) and as a stream (`far`).
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@Tag("SEC-12")
class CopyImageTest {

    private static final int MIB = 1 << 20;
    private static final byte[] DATA = Samples.raw(6 * MIB).array();

    @Inject
    Images images;

    @Inject
    DataSource database;

    @AfterEach
    void noLimits() {
        TestLimits.forget();
    }

    private static String active() {
        var id = queued("raw");
        upload(id, DATA).statusCode(204);
        return id;
    }

    private Place place(String id, String store) {
        return QuarkusTransaction.requiringNew()
                .call(() -> images.find(ImageId.fromString(id)).orElseThrow().storedAt().stream()
                        .filter(place -> place.store().equals(store))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void eachCopyIsAsGoodAsTheFirst() {
        var id = active();

        copy(id, ",\"stores\":[\"second\",\"far\",\"second\"]").statusCode(202);
        liesIn(id, "far,s3,second", "");
        taskIs(id, "success", "");
        assertThat(files(id)).hasSize(3);
        for (var store : new String[] {"s3", "second"}) {
            admin().delete("/v2/stores/{store}/{id}", store, id).then().statusCode(204);
            assertThat(download(id).body()).isEqualTo(DATA);
        }
        admin().delete("/v2/stores/far/{id}", id).then().statusCode(403);

        copy(id, ",\"all_stores\":true").statusCode(202);
        liesIn(id, "far,s3,second", "");
        member().delete("/v2/images/{id}", id).then().statusCode(204);
        eventually(SOON, () -> assertThat(files(id)).isEmpty());
    }

    @Test
    void aStoreThatIsNotConfiguredAnyMoreIsNoSource() throws Exception {
        var id = active();
        knows(id, "tape");

        copy(id, ",\"stores\":[\"second\"]").statusCode(202);

        liesIn(id, "s3,second,tape", "");
        taskIs(id, "success", "");
    }

    private void knows(String id, String store) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update images set locations = locations || jsonb_build_object(?, 'key') where id = ?")) {
            update.setString(1, store);
            update.setObject(2, UUID.fromString(id));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void ordersThatDoNotFitTheImage() {
        var id = queued("raw");
        copy(id, ",\"all_stores\":true").statusCode(409);
        show(id).body("status", equalTo("queued"));
        upload(id, DATA).statusCode(204);

        copy(id, ",\"stores\":[\"far\",\"s3\"]").statusCode(400).body(containsString("already present in store s3"));
        copy(id, ",\"stores\":[\"tape\"]").statusCode(409);
        order(TestIdentity.member(TestIdentity.OTHER_PROJECT), id, "copy-image", ",\"stores\":[\"far\"]")
                .statusCode(404);
        patch(TestIdentity.admin(), id, "[{\"op\":\"replace\",\"path\":\"/visibility\",\"value\":\"public\"}]")
                .statusCode(200);
        stranger().get("/v2/images/{id}", id).then().statusCode(200);
        order(TestIdentity.member(TestIdentity.OTHER_PROJECT), id, "copy-image", ",\"stores\":[\"far\"]")
                .statusCode(403);
        member().get("/v2/images/{id}/tasks", id).then().body("tasks", empty());
        assertThat(files(id)).hasSize(1);

        order(TestIdentity.admin(), id, "copy-image", ",\"all_stores\":true").statusCode(202);
        liesIn(id, "far,s3,second", "");
        copy(id, ",\"all_stores\":true").statusCode(202);
        taskIs(id, "success", "");
        member().post("/v2/images/{id}/actions/deactivate", id).then().statusCode(204);
        copy(id, ",\"all_stores\":true").statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"second", "far"})
    void whatHasChangedInTheStoreIsNotCopied(String store) throws Exception {
        var id = active();
        var bytes = DATA.clone();
        bytes[4 * MIB] ^= 1;
        Files.write(S3Server.file(place(id, "s3")), bytes);

        copy(id, ",\"stores\":[\"%s\"]".formatted(store)).statusCode(202);

        liesIn(id, "s3", store);
        taskIs(id, "failure", "SHA-512");
        eventually(SOON, () -> assertThat(files(id)).hasSize(1));
    }

    @Test
    void anImageThatIsDeletedMeanwhileLeavesNothing() {
        var id = active();
        S3Server.far().freeze();
        try {
            copy(id, ",\"stores\":[\"far\"]").statusCode(202);
            isBegun(id);
            copy(id, ",\"stores\":[\"second\"]").statusCode(409);
            member().delete("/v2/images/{id}", id).then().statusCode(204);
        } finally {
            S3Server.far().goOn();
        }
        eventually(SOON, () -> {
            assertThat(files(id)).isEmpty();
            assertThat(waste(id)).isZero();
        });
    }

    private int waste(String id) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select count(*) from waste where object_key like ?")) {
            select.setString(1, id + "/%");
            try (var found = select.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    /// The first one is not dead but frozen: that is the worse of the two, because it goes on in the end.
    @Test
    void aWorkerThatIsLostIsReplacedAndChangesNothingAnyMore() throws Exception {
        var id = active();
        S3Server.far().freeze();
        try {
            copy(id, ",\"stores\":[\"far\"]").statusCode(202);
            isBegun(id);
            var former = copyPlace(id);
            endLease(id);
            eventually(SOON, () -> assertThat(copyPlace(id)).isNotEqualTo(former));
        } finally {
            S3Server.far().goOn();
        }
        liesIn(id, "far,s3", "");
        taskIs(id, "success", "");
        eventually(SOON, () -> {
            assertThat(files(id).stream().filter(CopyImageTest::isWhole)).hasSize(2);
            assertThat(waste(id)).isZero();
        });
        admin().delete("/v2/stores/s3/{id}", id).then().statusCode(204);
        assertThat(download(id).body()).isEqualTo(DATA);
    }

    // The test's server keeps parts that arrive after an abort.
    private static boolean isWhole(String file) {
        return !file.contains("/.mpus-");
    }

    private String copyPlace(String id) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select copies ->> 'far' from images where id = ?")) {
            select.setObject(1, UUID.fromString(id));
            try (var found = select.executeQuery()) {
                found.next();
                return found.getString(1);
            }
        }
    }

    private void endLease(String id) throws SQLException {
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement("update import_tasks set lease_until = now() where image_id = ?")) {
            update.setObject(1, UUID.fromString(id));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    @Tag("SEC-53")
    void copiesCountFromTheirOrderOn() {
        var token = TestIdentity.member(newProject());
        TestLimits.register("image", "image_size_total", 18);
        var id = queued(token, "raw");
        upload(token, id, DATA).statusCode(204);
        shows(token, 6);
        var other = queued(token, "raw");
        upload(token, other, new byte[MIB]).statusCode(204);

        order(token, id, "copy-image", ",\"all_stores\":true").statusCode(413);
        as(token).get("/v2/images/{id}/tasks", id).then().body("tasks", empty());
        shows(token, 7);
        as(token).delete("/v2/images/{id}", other).then().statusCode(204);

        S3Server.far().freeze();
        try {
            order(token, id, "copy-image", ",\"all_stores\":true").statusCode(202);
            shows(token, 18);
            ImageCalls.upload(token, queued(token, "raw"), new byte[1]).statusCode(413);
        } finally {
            S3Server.far().goOn();
        }
        eventually(SOON, () -> as(token).get("/v2/images/{id}", id).then().body("stores", equalTo("far,s3,second")));
        shows(token, 18);
        admin().delete("/v2/stores/far/{id}", id).then().statusCode(204);
        shows(token, 12);
        as(token).delete("/v2/images/{id}", id).then().statusCode(204);
        shows(token, 0);
        eventually(SOON, () -> assertThat(files(id)).isEmpty());
    }

    private static void shows(String token, int usage) {
        as(token).get("/v2/info/usage").then().body("usage.image_size_total.usage", equalTo(usage));
    }
}
