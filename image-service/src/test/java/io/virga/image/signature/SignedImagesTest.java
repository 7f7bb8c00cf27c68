package io.virga.image.signature;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.digest;
import static io.virga.image.ImageCalls.inParts;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.newProject;
import static io.virga.image.ImageCalls.patch;
import static io.virga.image.ImageCalls.session;
import static io.virga.image.ImageCalls.show;
import static io.virga.image.ImageCalls.stage;
import static io.virga.image.ImageCalls.upload;
import static io.virga.image.signature.SignedImages.boot;
import static io.virga.image.signature.SignedImages.keep;
import static io.virga.image.signature.SignedImages.kept;
import static io.virga.image.signature.SignedImages.manager;
import static io.virga.image.signature.SignedImages.properties;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.image.WebServer;
import io.virga.image.certificate.Signers;
import io.virga.image.certificate.Signers.Signer;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@QuarkusTestResource(WebServer.class)
class SignedImagesTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final byte[] DISK = new byte[700_001];
    private static final String MEMBER = TestIdentity.member();
    private static final String MANAGER = manager(TestIdentity.PROJECT);

    @TempDir
    static Path folder;

    private static Signer signer;
    private static String signature;
    private static String expired;

    @Inject
    DataSource database;

    @BeforeAll
    static void sign() {
        new Random(11).nextBytes(DISK);
        signer = Signers.rsa(folder);
        signature = signer.pss("SHA-256", DISK);
        expired = Signers.keytool(folder, "-keyalg", "RSA", "-keysize", "2048", "-startdate", "-3d", "-validity", "2")
                .certificate();
    }

    /// Every way in which bytes become an image.
    enum Way {
        UPLOAD,
        SESSION,
        STAGED,
        WEB;

        /// Ends when the data was taken, or refused.
        void send(String id, byte[] bytes) {
            switch (this) {
                case UPLOAD -> upload(id, bytes);
                case SESSION -> inParts(id, bytes);
                case STAGED -> {
                    stage(id, bytes).statusCode(204);
                    order(id, "{\"name\":\"glance-direct\"}", "");
                }
                case WEB -> {
                    var url = WebServer.at("/signed/" + id, WebServer.bytes(bytes));
                    order(id, "{\"name\":\"web-download\",\"uri\":\"%s\"}".formatted(url), "");
                }
            }
        }

        String reason(String id) {
            return member().get("/v2/images/{id}/tasks", id).then().extract().path("tasks[-1].message");
        }
    }

    private static void order(String id, String method, String more) {
        member().contentType("application/json")
                .body("{\"method\":%s%s}".formatted(method, more))
                .post("/v2/images/{id}/import", id)
                .then()
                .statusCode(202);
    }

    private static String image(Map<String, String> properties) {
        return SignedImages.image(MEMBER, "raw", properties);
    }

    private static void becomes(String id, String status) {
        eventually(SOON, () -> show(id).body("status", equalTo(status)));
    }

    private static void hasNothing(String id) {
        becomes(id, "queued");
        show(id).body("size", nullValue()).body("$", not(hasKey("virga_signature")));
        eventually(SOON, () -> assertThat(S3Server.objects()).noneMatch(object -> object.contains(id)));
    }

    private static String verified() {
        var id = image(properties(kept(MANAGER, signer.certificate()), signature));
        upload(id, DISK).statusCode(204);
        return id;
    }

    @ParameterizedTest
    @EnumSource
    void goodSignaturesAreVerified(Way way) {
        var id = image(properties(kept(MANAGER, signer.certificate()), signature));

        way.send(id, DISK);

        becomes(id, "active");
        show(id).body("virga_signature", equalTo("verified"))
                .body("virga_signature_sha512", equalTo(digest("SHA-512", DISK)))
                .body("os_hash_value", equalTo(digest("SHA-512", DISK)))
                .body("img_signature", equalTo(signature));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SEC-04")
    void oneChangedByteIsEnough(Way way) {
        var id = image(properties(kept(MANAGER, signer.certificate()), signature));
        var changed = DISK.clone();
        changed[500_000] ^= 1;

        way.send(id, changed);

        hasNothing(id);
        if (way != Way.UPLOAD) {
            assertThat(way.reason(id)).contains("Signature verification failed");
        }
        way.send(id, DISK);
        becomes(id, "active");
    }

    @Test
    void severalPartsMakeWhatWasSigned() {
        var large = new byte[6_000_000];
        new Random(12).nextBytes(large);
        var id = image(properties(kept(MANAGER, signer.certificate()), signer.pss("SHA-256", large)));

        inParts(id, large);

        becomes(id, "active");
        show(id).body("virga_signature", equalTo("verified"));
    }

    @Test
    void aRefusedUploadSaysWhy() {
        var other = kept(MANAGER, Signers.rsa(folder).certificate());
        var id = image(properties(other, signature));

        upload(id, DISK).statusCode(400).saying("Signature verification failed").saying(other);

        hasNothing(id);
    }

    @Test
    void aSignatureThatIsCutOffProvesNothing() {
        var id = image(properties(kept(MANAGER, signer.certificate()), signature.substring(0, 340)));

        upload(id, DISK).statusCode(400).saying("Signature verification failed");

        hasNothing(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"img_signature", "img_signature_key_type"})
    void anIncompleteSignatureTakesNoData(String missing) {
        var properties = new HashMap<>(properties(kept(MANAGER, signer.certificate()), signature));
        properties.remove(missing);
        var id = image(properties);

        upload(id, DISK).statusCode(400).saying(missing + " is missing");
        session(id, DISK.length).statusCode(400);
        stage(id, DISK).statusCode(204);
        member().contentType("application/json")
                .body("{\"method\":{\"name\":\"glance-direct\"}}")
                .post("/v2/images/{id}/import", id)
                .then()
                .statusCode(400);
        show(id).body("status", equalTo("uploading"));
        member().delete("/v2/images/{id}", id).then().statusCode(204);
    }

    @Test
    void theSignatureMayBeSaidAfterStaging() {
        var id = image(Map.of());
        stage(id, DISK).statusCode(204);
        properties(kept(MANAGER, signer.certificate()), signature)
                .forEach((name, value) -> patch(
                                MEMBER,
                                id,
                                "[{\"op\":\"add\",\"path\":\"/%s\",\"value\":\"%s\"}]".formatted(name, value))
                        .statusCode(200));

        order(id, "{\"name\":\"glance-direct\"}", "");

        becomes(id, "active");
        show(id).body("virga_signature", equalTo("verified"));
    }

    @ParameterizedTest
    @EnumSource
    void anotherProjectsCertificateDoesNotExist(Way way) {
        var elsewhere = kept(manager(newProject()), signer.certificate());
        var id = image(properties(elsewhere, signature));

        if (way == Way.SESSION) {
            session(id, DISK.length).statusCode(400);
        } else {
            way.send(id, DISK);
        }

        hasNothing(id);
        if (way == Way.UPLOAD) {
            upload(id, DISK).statusCode(400).saying("certificate " + elsewhere + " could not be found");
        }
    }

    @Test
    void aCertificateForAllProjectsIsForAll() {
        var forAll = keep(TestIdentity.admin(), signer.certificate(), ", \"public\": true")
                .statusCode(201)
                .extract()
                .<String>path("id");
        var token = TestIdentity.member(TestIdentity.OTHER_PROJECT);
        var id = SignedImages.image(token, "raw", properties(forAll, signature));

        upload(token, id, DISK).statusCode(204);

        as(token).get("/v2/images/{id}", id).then().body("virga_signature", equalTo("verified"));
    }

    @Test
    void anExpiredCertificateProvesNothing() throws Exception {
        var certificate = kept(MANAGER, signer.certificate());
        expire(certificate);
        var id = image(properties(certificate, signature));

        upload(id, DISK).statusCode(400).saying("has expired");

        hasNothing(id);
    }

    /// What is kept under the id has expired.
    private void expire(String certificate) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement("update certificates set der = decode(?, 'base64') where id = ?")) {
            statement.setString(1, expired.replaceAll("-----.*-----|\n", ""));
            statement.setObject(2, UUID.fromString(certificate));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void whatWasProvedStays() {
        var id = verified();
        for (var change : new String[] {
            "[{\"op\":\"replace\",\"path\":\"/img_signature\",\"value\":\"QUJD\"}]",
            "[{\"op\":\"replace\",\"path\":\"/img_signature_certificate_uuid\",\"value\":\"x\"}]",
            "[{\"op\":\"remove\",\"path\":\"/img_signature_hash_method\"}]",
            "[{\"op\":\"add\",\"path\":\"/virga_signature\",\"value\":\"verified\"}]",
            "[{\"op\":\"add\",\"path\":\"/virga_signature_sha512\",\"value\":\"00\"}]"
        }) {
            patch(MEMBER, id, change).statusCode(403);
            patch(TestIdentity.admin(), id, change).statusCode(403);
        }

        show(id).body("img_signature", equalTo(signature)).body("virga_signature", equalTo("verified"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"virga_signature", "virga_signature_sha512"})
    void nobodyElseSaysWhatWasProved(String property) {
        member().contentType("application/json")
                .body("{\"name\": \"x\", \"%s\": \"verified\"}".formatted(property))
                .post("/v2/images")
                .then()
                .statusCode(403);
    }

    @Test
    void dataThatCameUnsignedIsNotSignedLater() {
        var id = image(Map.of());
        upload(id, DISK).statusCode(204);

        patch(MEMBER, id, "[{\"op\":\"add\",\"path\":\"/img_signature\",\"value\":\"QUJD\"}]")
                .statusCode(403);

        show(id).body("$", not(hasKey("virga_signature"))).body("$", not(hasKey("img_signature")));
    }

    @Test
    void whileDataComesItsSignatureStays() {
        var id = image(properties(kept(MANAGER, signer.certificate()), signature));
        session(id, DISK.length).statusCode(201);

        patch(MEMBER, id, "[{\"op\":\"replace\",\"path\":\"/img_signature\",\"value\":\"QUJD\"}]")
                .statusCode(403);

        member().delete("/v2/images/{id}/upload", id).then().statusCode(204);
        patch(MEMBER, id, "[{\"op\":\"replace\",\"path\":\"/img_signature\",\"value\":\"QUJD\"}]")
                .statusCode(200);
        upload(id, DISK).statusCode(400);
    }

    @Test
    void theOriginalOfAConversionIsVerified() throws Exception {
        assumeThat(Path.of("/usr/bin/qemu-img")).exists();
        assumeThat(Path.of("/usr/bin/bwrap")).exists();
        var disk = qcow2();
        var certificate = kept(MANAGER, signer.certificate());
        var good = SignedImages.image(MEMBER, "qcow2", properties(certificate, signer.pss("SHA-256", disk)));
        var bad = SignedImages.image(MEMBER, "qcow2", properties(certificate, signature));
        for (var id : new String[] {good, bad}) {
            stage(id, disk).statusCode(204);
            order(id, "{\"name\":\"glance-direct\"}", ",\"virga_convert\":\"raw\"");
        }

        becomes(good, "active");
        show(good)
                .body("disk_format", equalTo("raw"))
                .body("virga_signature", equalTo("original-verified"))
                .body("virga_signature_sha512", equalTo(digest("SHA-512", disk)))
                .body("os_hash_value", not(equalTo(digest("SHA-512", disk))));
        hasNothing(bad);
        onlySigned(TestIdentity.PROJECT, true);
        boot(TestIdentity.PROJECT, good).statusCode(200);
        onlySigned(TestIdentity.PROJECT, false);
    }

    private static byte[] qcow2() throws Exception {
        var disk = folder.resolve("disk.qcow2");
        var made = new ProcessBuilder("qemu-img", "create", "-q", "-f", "qcow2", disk.toString(), "1M").start();
        assertThat(made.waitFor()).isZero();
        return Files.readAllBytes(disk);
    }

    private static void onlySigned(String project, boolean wanted) {
        as(manager(project))
                .contentType("application/json")
                .body("{\"signed_only\": %s}".formatted(wanted))
                .put("/v2/signing")
                .then()
                .statusCode(200)
                .body("signed_only", equalTo(wanted));
    }

    @Test
    void aProjectThatTakesSignedImagesAloneBootsNoOthers() {
        var project = newProject();
        var token = TestIdentity.member(project);
        var certificate = kept(manager(project), signer.certificate());
        var unsigned = SignedImages.image(token, "raw", Map.of());
        var signed = SignedImages.image(token, "raw", properties(certificate, signature));
        upload(token, unsigned, DISK).statusCode(204);
        upload(token, signed, DISK).statusCode(204);
        boot(project, unsigned).statusCode(200).body("signed_only", equalTo(false));

        onlySigned(project, true);

        boot(project, unsigned).statusCode(403).body(containsString("it has no verified signature"));
        boot(project, signed).statusCode(200).body("signed_only", equalTo(true));
        as(TestIdentity.service())
                .post("/v2/images/{id}/actions/download-url", unsigned)
                .then()
                .statusCode(200);
        onlySigned(project, false);
        boot(project, unsigned).statusCode(200);
    }

    @Test
    void whoeverSignsMustBeTrusted() {
        var project = newProject();
        var image = verified();
        boot(project, image).statusCode(200);

        onlySigned(project, true);

        boot(project, image).statusCode(403).body(containsString("that this project does not trust"));
    }

    @Test
    void aDeletedCertificateIsTrustedNoMore() {
        var project = newProject();
        var token = manager(project);
        var certificate = kept(token, signer.certificate());
        var image = SignedImages.image(token, "raw", properties(certificate, signature));
        upload(token, image, DISK).statusCode(204);
        onlySigned(project, true);
        boot(project, image).statusCode(200);

        as(token).delete("/v2/certificates/{id}", certificate).then().statusCode(204);

        boot(project, image).statusCode(403).body(containsString("was deleted"));
        show(image)
                .body("virga_signature", equalTo("certificate-deleted"))
                .body("virga_signature_sha512", equalTo(digest("SHA-512", DISK)))
                .body("img_signature_certificate_uuid", equalTo(certificate));
    }

    /// It was valid when the data came: that is what counts.
    @Test
    void aCertificateThatExpiresLaterIsTrusted() throws Exception {
        var project = newProject();
        var token = manager(project);
        var certificate = kept(token, signer.certificate());
        var image = SignedImages.image(token, "raw", properties(certificate, signature));
        upload(token, image, DISK).statusCode(204);
        onlySigned(project, true);
        expire(certificate);

        boot(project, image).statusCode(200);
    }

    @Test
    void theRuleIsForItsManagersAndForAdministrators() {
        var project = newProject();
        var named = "{\"signed_only\": true, \"project_id\": \"%s\"}".formatted(project);
        as(TestIdentity.member(project))
                .contentType("application/json")
                .body("{\"signed_only\": true}")
                .put("/v2/signing")
                .then()
                .statusCode(403);
        as(manager(newProject()))
                .contentType("application/json")
                .body(named)
                .put("/v2/signing")
                .then()
                .statusCode(403);
        as(manager(newProject()))
                .get("/v2/info/signing?project_id=" + project)
                .then()
                .statusCode(403);

        admin().contentType("application/json")
                .body(named)
                .put("/v2/signing")
                .then()
                .statusCode(200);

        as(TestIdentity.member(project))
                .get("/v2/info/signing")
                .then()
                .statusCode(200)
                .body("signed_only", equalTo(true))
                .body("project_id", equalTo(project));
        admin().get("/v2/info/signing?project_id=" + project).then().body("signed_only", equalTo(true));
        member().get("/v2/info/signing").then().body("signed_only", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"signed_only\": \"perhaps\"}",
                "{\"signed_only\": null}",
                "{\"signed_only\": true, \"colour\": \"red\"}",
                "{\"signed_only\": true, \"project_id\": \"\"}",
                "{\"signed_only\": true, \"project_id\": \"a\\u0000b\"}"
            })
    void rulesThatMakeNoSense(String body) {
        admin().contentType("application/json")
                .body(body)
                .put("/v2/signing")
                .then()
                .statusCode(400);
        admin().get("/v2/info/signing?project_id=" + "x".repeat(65)).then().statusCode(400);
    }
}
