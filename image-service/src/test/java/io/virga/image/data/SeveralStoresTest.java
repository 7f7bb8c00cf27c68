package io.virga.image.data;

import static io.virga.image.ImageCalls.admin;
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
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.ImageCalls;
import io.virga.image.S3Server;
import io.virga.image.inspect.Samples;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class SeveralStoresTest {

    private static final byte[] DATA = Samples.raw(1000).array();

    private static void uploadTo(String store, String id, int status) {
        member().header("X-Image-Meta-Store", store)
                .contentType("application/octet-stream")
                .body(DATA)
                .put("/v2/images/{id}/file", id)
                .then()
                .statusCode(status);
    }

    @Test
    void theStoresThatThereAreAreShown() {
        member().get("/v2/info/stores")
                .then()
                .body("stores[0]", equalTo(Map.of("id", "far")))
                .body("stores[1]", equalTo(Map.of("id", "s3", "default", "true")))
                .body("stores[2]", equalTo(Map.of("id", "second", "description", "the same server")));
        admin().get("/v2/info/stores/detail")
                .then()
                .body("stores[2].type", equalTo("s3"))
                .body("stores[2].properties.bucket", startsWith("virga-second"))
                .body("stores[2].properties.'address-style'", equalTo("path"))
                .body("stores[2].properties.'secret-key'", nullValue());
        member().get("/v2/info/stores/detail").then().statusCode(403);
        member().contentType("application/json")
                .body("{}")
                .post("/v2/images")
                .then()
                .header("OpenStack-image-store-ids", "far,s3,second");
    }

    @Test
    void dataGoesToTheStoreThatIsNamed() {
        var id = queued("raw");
        var before = S3Server.objects().size();

        uploadTo("tape", id, 400);
        show(id).body("status", equalTo("queued"));
        uploadTo("second", id, 204);

        show(id).body("status", equalTo("active")).body("stores", equalTo("second"));
        assertThat(S3Server.objects()).hasSize(before + 1);
        assertThat(S3Server.objects()).anyMatch(object -> object.contains("virga-second") && object.contains(id));
        assertThat(download(id).body()).isEqualTo(DATA);

        member().delete("/v2/images/{id}", id).then().statusCode(204);
        eventually(Duration.ofSeconds(10), () -> assertThat(S3Server.objects()).hasSize(before));
    }

    @Test
    void theLastCopyIsNotRemoved() {
        var id = queued("raw");
        admin().delete("/v2/stores/s3/{id}", id).then().statusCode(409);
        upload(id, DATA).statusCode(204);

        member().delete("/v2/stores/s3/{id}", id).then().statusCode(403);
        stranger().delete("/v2/stores/s3/{id}", id).then().statusCode(403);
        admin().delete("/v2/stores/s3/{id}", id).then().statusCode(403);
        admin().delete("/v2/stores/second/{id}", id).then().statusCode(404);
        admin().delete("/v2/stores/tape/{id}", id).then().statusCode(409);
        admin().delete("/v2/stores/s3/nothing").then().statusCode(404);

        show(id).body("stores", equalTo("s3"));
        assertThat(download(id).body()).isEqualTo(DATA);
    }

    @Test
    void dataIsStagedWhereItIsToGo() {
        var id = queued("raw");
        member().header("X-Image-Meta-Store", "second")
                .contentType("application/octet-stream")
                .body(DATA)
                .put("/v2/images/{id}/stage", id)
                .then()
                .statusCode(204);
        ImageCalls.as(TestIdentity.member())
                .header("X-Image-Meta-Store", "second")
                .contentType("application/json")
                .body("{\"method\":{\"name\":\"glance-direct\"}}")
                .post("/v2/images/{id}/import", id)
                .then()
                .statusCode(202);
        eventually(Duration.ofSeconds(20), () -> show(id).body("stores", equalTo("second")));
    }
}
