package io.virga.image.data;

import static io.virga.image.ImageCalls.create;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.queued;
import static io.virga.image.ImageCalls.stage;
import static io.virga.image.ImageCalls.stranger;
import static io.virga.image.ImageCalls.upload;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.image.ImageCalls;
import io.virga.image.S3Server;
import io.virga.image.WebServer;
import io.virga.image.inspect.OvaSamples;
import io.virga.image.inspect.Samples;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
@QuarkusTestResource(WebServer.class)
class InspectionResourceTest {

    private static ValidatableResponse inspect(String id) {
        return member().get("/v2/images/{id}/inspection", id).then();
    }

    @Test
    void saysWhatAnImageIs() {
        var id = queued("qcow2");
        upload(id, Samples.qcow2().array()).statusCode(204);
        inspect(id)
                .statusCode(200)
                .body("accepted", equalTo(true))
                .body("reason", nullValue())
                .body("virtual_size", equalTo((int) Samples.DISK))
                .body("findings.format", equalTo(List.of("qcow2")))
                .body("findings[0].facts.version", equalTo(3))
                .body("findings[0].facts.cluster_size", equalTo(65536))
                .body("findings[0].checks.objection", hasItem("it has a backing file"))
                .body("findings[0].checks.holds", hasItem(false));
    }

    @Test
    @Tag("SEC-01")
    void saysBeforeAnImportWhyItWouldBeRefused() {
        var id = queued("raw");
        stage(
                        id,
                        Samples.qcow2()
                                .int64(8, 512)
                                .int32(16, 5)
                                .text(512, "/a\n\u00ffb")
                                .array())
                .statusCode(204);
        inspect(id)
                .statusCode(200)
                .body("accepted", equalTo(false))
                .body("reason", equalTo("The data is of format qcow2, but the image is declared to be raw."))
                .body("findings[0].facts.backing_file", equalTo("/a\n?b"))
                .body("findings[0].checks.findAll { it.holds }.objection", hasItem("it has a backing file"));
    }

    @Test
    void looksIntoAnOva() {
        var id = create(TestIdentity.member(), """
                {"name": "vm", "container_format": "ova", "disk_format": "vmdk"}""");
        upload(id, OvaSamples.of(Samples.vmdk().array()).array()).statusCode(204);
        inspect(id)
                .statusCode(200)
                .body("accepted", equalTo(true))
                .body("findings.format", equalTo(List.of("ova", "vmdk")))
                .body("findings[0].facts.members", hasItems("a.ovf", "disk.vmdk"));
    }

    @Test
    void thereMustBeDataThatTheCallerMaySee() {
        var id = queued("raw");
        inspect(id).statusCode(409);
        upload(id, Samples.raw(512).array()).statusCode(204);
        inspect(id).statusCode(200).body("findings.format", equalTo(List.of("raw")));
        stranger().get("/v2/images/{id}/inspection", id).then().statusCode(404);
        ImageCalls.admin().post("/v2/images/{id}/actions/deactivate", id).then().statusCode(204);
        inspect(id).statusCode(403);
        inspect("no-such-image").statusCode(404);
    }

    @Test
    @Tag("SEC-28")
    void whatIsStagedIsForItsOwner() {
        var id = create(TestIdentity.member(), """
                {"name": "x", "container_format": "bare", "disk_format": "raw", "visibility": "community"}""");
        stage(id, Samples.raw(512).array()).statusCode(204);
        stranger().get("/v2/images/{id}/inspection", id).then().statusCode(409);
        inspect(id).statusCode(200);
    }
}
