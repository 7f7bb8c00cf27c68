package io.virga.image.certificate;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.newProject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class CertificatesResourceTest {

    @TempDir
    static Path folder;

    private static Signers.Signer signer;

    private final String project = newProject();
    private final String manager = TestIdentity.inProject(project, "manager", "member", "reader");

    @BeforeAll
    static void sign() {
        signer = Signers.openssl(folder, "ec", "-pkeyopt", "ec_paramgen_curve:P-384");
    }

    private static ValidatableResponse post(String token, String body) {
        return as(token)
                .contentType("application/json")
                .body(body)
                .post("/v2/certificates")
                .then();
    }

    private static String body(String pem, String more) {
        return "{\"certificate\": \"%s\"%s}".formatted(pem.replace("\n", "\\n"), more);
    }

    private String kept() {
        return post(manager, body(signer.certificate(), ""))
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void whatIsInACertificateIsShown() {
        var id = post(manager, body(signer.certificate(), ", \"name\": \"release\""))
                .statusCode(201)
                .extract()
                .<String>path("id");

        as(TestIdentity.inProject(project, "reader"))
                .get("/v2/certificates/{id}", id)
                .then()
                .statusCode(200)
                .body("name", equalTo("release"))
                .body("project_id", equalTo(project))
                .body("public", equalTo(false))
                .body("subject", equalTo("CN=signer"))
                .body("key_type", equalTo("ECC_SECP384R1"))
                .body("sha256", matchesPattern("[0-9a-f]{64}"))
                .body("certificate", equalTo(signer.certificate()));
        as(manager).get("/v2/certificates").then().body("certificates.id", hasItem(id));
        as(manager).delete("/v2/certificates/{id}", id).then().statusCode(204);
        as(manager).get("/v2/certificates/{id}", id).then().statusCode(404);
        as(manager).get("/v2/certificates").then().body("certificates.id", not(hasItem(id)));
    }

    @Test
    @Tag("SEC-22")
    void otherProjectsSeeNothingOfIt() {
        var id = kept();
        var stranger = TestIdentity.inProject(newProject(), "manager", "member", "reader");

        as(stranger).get("/v2/certificates").then().body("certificates.id", not(hasItem(id)));
        as(stranger).get("/v2/certificates/{id}", id).then().statusCode(404);
        as(stranger).delete("/v2/certificates/{id}", id).then().statusCode(404);
        admin().get("/v2/certificates/{id}", id).then().statusCode(200);
    }

    @Test
    void membersReadThem() {
        var member = TestIdentity.member(project);
        var id = kept();

        as(member).get("/v2/certificates/{id}", id).then().statusCode(200);
        post(member, body(signer.certificate(), "")).statusCode(403);
        as(member).delete("/v2/certificates/{id}", id).then().statusCode(403);
    }

    @Test
    void publicOnesAreForAdministratorsToMake() {
        post(manager, body(signer.certificate(), ", \"public\": true")).statusCode(403);
        var id = post(TestIdentity.admin(), body(signer.certificate(), ", \"public\": true"))
                .statusCode(201)
                .extract()
                .<String>path("id");

        as(manager).get("/v2/certificates").then().body("certificates.id", hasItem(id));
        as(manager).delete("/v2/certificates/{id}", id).then().statusCode(403);
        as(TestIdentity.inProject(TestIdentity.PROJECT, "manager"))
                .delete("/v2/certificates/{id}", id)
                .then()
                .statusCode(403);
        admin().delete("/v2/certificates/{id}", id).then().statusCode(204);
    }

    @Test
    void aProjectHasOnlySoMany() {
        var body = body(signer.certificate(), "");
        for (int i = 0; i < 50; i++) {
            post(manager, body).statusCode(201);
        }

        post(manager, body).statusCode(413).body(containsString("at most 50 certificates"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"certificate\": 1}",
                "{\"certificate\": \"\"}",
                "{\"certificate\": \"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\"}",
                "{\"certificate\": \"x\", \"colour\": \"red\"}"
            })
    void bodiesThatMakeNoSense(String body) {
        post(manager, body).statusCode(400);
    }

    @Test
    void fieldsThatMakeNoSense() throws Exception {
        var pem = signer.certificate();
        post(manager, body(pem, ", \"name\": \"\"")).statusCode(400);
        post(manager, body(pem, ", \"name\": \"%s\"".formatted("x".repeat(256))))
                .statusCode(400);
        post(manager, body(pem, ", \"public\": \"perhaps\"")).statusCode(400);
        post(manager, body(pem, ", \"project_id\": \"x\"")).statusCode(400);
        post(manager, body(pem + " ".repeat(CertificatePem.LONGEST), "")).statusCode(400);
        var refusal = post(manager, body(pem + Files.readString(signer.key()), ""))
                .statusCode(400)
                .extract()
                .asString();
        assertThat(refusal).doesNotContain("PRIVATE");
        as(manager).get("/v2/certificates").then().body("certificates.project_id", not(hasItem(project)));
    }

    @Test
    void weakKeysAreRefused() {
        post(manager, body(Signers.openssl(folder, "rsa:1024").certificate(), ""))
                .statusCode(400)
                .body(containsString("1024 bits"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "00000000-0000-4000-8000-000000000000", "%00"})
    void idsThatAreNone(String id) {
        as(manager)
                .urlEncodingEnabled(false)
                .get("/v2/certificates/" + id)
                .then()
                .statusCode(404);
        as(manager)
                .urlEncodingEnabled(false)
                .delete("/v2/certificates/" + id)
                .then()
                .statusCode(404);
    }
}
