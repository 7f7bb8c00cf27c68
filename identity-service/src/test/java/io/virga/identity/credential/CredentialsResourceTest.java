package io.virga.identity.credential;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.testing.Backing;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class CredentialsResourceTest {

    @Inject
    BlobVault vault;

    @Test
    @Tag("SEC-18")
    void usersKeepTheirOwnAndSeeNoOthers() {
        var tenant = tenant();
        var other = tenant();
        var token = tenant.logIn();
        var id = as(token)
                .body("{\"credential\":{\"type\":\"totp\",\"blob\":\"secret\"}}")
                .post("/v3/credentials")
                .then()
                .statusCode(201)
                .body("credential.user_id", equalTo(tenant.userId()))
                .body("credential.blob", equalTo("secret"))
                .extract()
                .<String>path("credential.id");
        as(token).get("/v3/credentials").then().body("credentials.id", contains(id));
        as(other.logIn()).get("/v3/credentials").then().body("credentials", hasSize(0));
        as(other.logIn()).get("/v3/credentials/{c}", id).then().statusCode(404);
        as(other.logIn()).delete("/v3/credentials/{c}", id).then().statusCode(404);
        as(token)
                .body("{\"credential\":{\"user_id\":\"%s\"}}".formatted(other.userId()))
                .patch("/v3/credentials/{c}", id)
                .then()
                .statusCode(403);
        as(token)
                .body("{\"credential\":{\"type\":\"totp\",\"blob\":\"x\",\"user_id\":\"%s\"}}"
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
    void anAccessKeyIsThereOnce() {
        var tenant = tenant();
        var body = "{\"credential\":{\"type\":\"ec2\",\"project_id\":\"%s\",\"blob\":\"{\\\"access\\\":\\\"%s\\\"}\"}}"
                .formatted(tenant.projectId(), name("key"));
        as(tenant.logIn()).body(body).post("/v3/credentials").then().statusCode(201);
        as(tenant.logIn()).body(body).post("/v3/credentials").then().statusCode(409);
    }

    @Test
    void theDatabaseAloneTellsNothing() {
        var sealed = vault.seal("secret");

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(vault.seal("secret")).isNotEqualTo(sealed);
        assertThat(vault.open(sealed)).isEqualTo("secret");
    }
}
