package io.virga.identity.credential;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.identity.Cloud;
import io.virga.identity.Cloud.Tenant;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class CredentialsResourceTest {

    @Inject
    BlobVault vault;

    private static String make(Tenant tenant, String members) {
        return as(tenant.logIn())
                .body("{\"credential\":{%s}}".formatted(members))
                .post("/v3/credentials")
                .then()
                .statusCode(201)
                .body("credential.user_id", equalTo(tenant.userId()))
                .extract()
                .path("credential.id");
    }

    private static String ec2(String project, String access) {
        return "\"type\":\"ec2\",\"project_id\":\"%s\",\"blob\":\"{\\\"access\\\":\\\"%s\\\",\\\"secret\\\":\\\"s\\\"}\""
                .formatted(project, access);
    }

    @Test
    @Tag("SEC-18")
    void usersKeepTheirOwnAndSeeNoOthers() {
        var tenant = tenant();
        var other = tenant();
        var token = tenant.logIn();
        var id = make(tenant, "\"type\":\"cert\",\"blob\":\"secret\"");
        as(token).get("/v3/credentials").then().body("credentials.id", contains(id));
        as(token).get("/v3/credentials/{c}", id).then().body("credential.blob", equalTo("secret"));
        as(other.logIn()).get("/v3/credentials").then().body("credentials", hasSize(0));
        as(other.logIn())
                .get("/v3/credentials?user_id={u}", tenant.userId())
                .then()
                .body("credentials", hasSize(0));
        as(other.logIn()).get("/v3/credentials/{c}", id).then().statusCode(404);
        as(other.logIn()).delete("/v3/credentials/{c}", id).then().statusCode(404);
        as(other.logIn())
                .body("{\"credential\":{\"blob\":\"mine\"}}")
                .patch("/v3/credentials/{c}", id)
                .then()
                .statusCode(404);
        as(token)
                .body("{\"credential\":{\"type\":\"cert\",\"blob\":\"x\",\"user_id\":\"%s\"}}"
                        .formatted(other.userId()))
                .post("/v3/credentials")
                .then()
                .statusCode(403);
        asAdmin()
                .body("{\"credential\":{\"blob\":\"changed\"}}")
                .patch("/v3/credentials/{c}", id)
                .then()
                .statusCode(200)
                .body("credential.blob", equalTo("changed"));
        as(token).delete("/v3/credentials/{c}", id).then().statusCode(204);
        as(token).get("/v3/credentials/{c}", id).then().statusCode(404);
    }

    @Test
    @Tag("SEC-18")
    void aCredentialStaysItsUsers() {
        var tenant = tenant();
        var other = tenant();
        var id = make(tenant, "\"type\":\"cert\",\"blob\":\"secret\"");
        for (var token : List.of(tenant.logIn(), Cloud.adminToken())) {
            as(token)
                    .body("{\"credential\":{\"user_id\":\"%s\"}}".formatted(other.userId()))
                    .patch("/v3/credentials/{c}", id)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    @Tag("SEC-18")
    void anEc2KeyStaysOneInItsProject() {
        var tenant = tenant();
        var project = Cloud.make("projects", "project", "\"name\":\"%s\"".formatted(name("other")));
        var key = make(tenant, ec2(tenant.projectId(), name("key")));
        var cert = make(tenant, "\"type\":\"cert\",\"blob\":\"{\\\"access\\\":\\\"a\\\"}\"");
        patch(tenant.logIn(), key, "\"project_id\":\"%s\"".formatted(project)).statusCode(403);
        patch(tenant.logIn(), key, "\"type\":\"cert\"").statusCode(400);
        patch(tenant.logIn(), cert, "\"type\":\"ec2\"").statusCode(400);
        patch(tenant.logIn(), key, "\"blob\":\"no keys\"").statusCode(400);
        patch(tenant.logIn(), key, "\"blob\":\"{}\"").statusCode(400);
        patch(Cloud.adminToken(), key, "\"type\":\"ec2\",\"project_id\":\"%s\"".formatted(project))
                .statusCode(200)
                .body("credential.id", equalTo(key))
                .body("credential.project_id", equalTo(project));
    }

    private static ValidatableResponse patch(String token, String id, String members) {
        return as(token)
                .body("{\"credential\":{%s}}".formatted(members))
                .patch("/v3/credentials/{c}", id)
                .then();
    }

    @Test
    @Tag("SEC-18")
    void theSecretOfASecondFactorIsItsUsersAlone() {
        var tenant = tenant();
        var id = make(tenant, "\"type\":\"totp\",\"blob\":\"GEZDGNBVGY3TQOJQ\"");
        as(tenant.logIn()).get("/v3/credentials/{c}", id).then().body("credential.blob", equalTo("GEZDGNBVGY3TQOJQ"));
        asAdmin().get("/v3/credentials/{c}", id).then().statusCode(200).body("credential", not(hasKey("blob")));
        asAdmin()
                .get("/v3/credentials?type=totp&user_id={u}", tenant.userId())
                .then()
                .body("credentials.id", contains(id))
                .body("credentials[0]", not(hasKey("blob")));
        as(tenant.logIn())
                .body("{\"credential\":{\"type\":\"totp\",\"blob\":\"not base 32!\"}}")
                .post("/v3/credentials")
                .then()
                .statusCode(400)
                .body("error.message", containsString("base32"));
        asAdmin().delete("/v3/credentials/{c}", id).then().statusCode(204);
    }

    @Test
    void anAccessKeyIsThereOnce() {
        var tenant = tenant();
        var access = name("key");
        var first = make(tenant, ec2(tenant.projectId(), access));
        var body = "{\"credential\":{%s}}".formatted(ec2(tenant.projectId(), access));
        as(tenant.logIn()).body(body).post("/v3/credentials").then().statusCode(409);
        var second = make(tenant, ec2(tenant.projectId(), name("key")));
        var blob = "\"blob\":\"{\\\"access\\\":\\\"%s\\\"}\"";
        patch(tenant.logIn(), second, blob.formatted(access)).statusCode(409);
        var moved = name("key");
        patch(tenant.logIn(), first, blob.formatted(moved)).statusCode(200);
        patch(tenant.logIn(), second, blob.formatted(moved)).statusCode(409);
        as(tenant.logIn())
                .body("{\"credential\":{\"type\":\"ec2\",\"blob\":\"{\\\"access\\\":\\\"a\\\"}\"}}")
                .post("/v3/credentials")
                .then()
                .statusCode(400);
        asAdmin().get("/v3/credentials").then().body("credentials.id", hasItem(first));
    }

    @Test
    void theDatabaseAloneTellsNothing() {
        var sealed = vault.seal("secret");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(vault.seal("secret")).isNotEqualTo(sealed);
        assertThat(vault.open(sealed)).isEqualTo("secret");
    }
}
