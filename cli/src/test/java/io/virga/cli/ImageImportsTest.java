package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageImportsTest {

    private static final String IMAGE = "/v2/images/i1";

    private PaperCloud cloud;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud()
                .when("GET " + IMAGE, "{\"id\": \"i1\", \"name\": \"disk\", \"status\": \"queued\"}")
                .when("POST " + IMAGE + "/import", 202, "");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private Path file() throws IOException {
        return Files.writeString(folder.resolve("disk.raw"), "bytes");
    }

    @Test
    void createSendsTheDataToTheStage() throws IOException {
        cloud.when("POST /v2/images", 201, "{\"id\": \"i1\"}").when("PUT " + IMAGE + "/stage", 204, "");

        var outcome = cloud.virga("image", "create", "--import", "--file", file().toString(), "disk");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("PUT").path()).isEqualTo(IMAGE + "/stage");
        assertThat(cloud.asked.getLast().path()).isEqualTo(IMAGE);
    }

    /// The larger one would go up in parts, were it not converted.
    @ParameterizedTest
    @ValueSource(ints = {1, 20 << 20})
    void createConvertsAndWaits(int size) throws IOException {
        var file = file();
        try (var larger = new RandomAccessFile(file.toFile(), "rw")) {
            larger.setLength(size);
        }
        cloud.when("POST /v2/images", 201, "{\"id\": \"i2\"}")
                .when("PUT /v2/images/i2/stage", 204, "")
                .when("POST /v2/images/i2/import", 202, "")
                .when("GET /v2/images/i2", "{\"id\": \"i2\", \"status\": \"importing\"}")
                .when("GET /v2/images/i2", "{\"id\": \"i2\", \"status\": \"active\", \"disk_format\": \"qcow2\"}");

        var outcome = cloud.virga(
                "image", "create", "--disk-format", "vmdk", "--convert", "qcow2", "--file", file.toString(), "disk");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("qcow2");
        assertThat(cloud.last("POST").json()).isEqualTo(new ObjectMapper().readTree("""
                {"method": {"name": "glance-direct"}, "virga_convert": "qcow2"}"""));
    }

    @Test
    void whatCannotBeConvertedIsNotKept() throws IOException {
        cloud.when("POST /v2/images", 201, "{\"id\": \"i1\"}")
                .when("PUT " + IMAGE + "/stage", 204, "")
                .when("DELETE " + IMAGE, 204, "")
                .when("GET " + IMAGE + "/tasks", "{\"tasks\": [{\"message\": \"It is damaged.\"}]}");

        var outcome = cloud.virga("image", "create", "--convert", "qcow2", "--file", file().toString(), "disk");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("was not imported: It is damaged.");
        assertThat(cloud.last("DELETE").path()).isEqualTo(IMAGE);
    }

    @Test
    void createWaitsForTheImportWhenAsked() throws IOException {
        cloud.when("POST /v2/images", 201, "{\"id\": \"i2\"}")
                .when("PUT /v2/images/i2/stage", 204, "")
                .when("POST /v2/images/i2/import", 202, "")
                .when("GET /v2/images/i2", "{\"id\": \"i2\", \"status\": \"importing\"}")
                .when("GET /v2/images/i2", copied("far,near", "").replace("i1", "i2"))
                .when("GET /v2/images/i2", copied("", "").replace("i1", "i2"));

        var outcome = cloud.virga("image", "create", "--all-stores", "--wait", "--file", file().toString(), "disk");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("disk: importing", "disk: active, still to come to far,near");
        assertThat(outcome.out()).contains("active");
    }

    @Test
    void whoWaitsForAnImportThatFailsKeepsNothing() throws IOException {
        cloud.when("POST /v2/images", 201, "{\"id\": \"i1\"}")
                .when("PUT " + IMAGE + "/stage", 204, "")
                .when("DELETE " + IMAGE, 204, "")
                .when("GET " + IMAGE + "/tasks", """
                        {"tasks": [{"message": "The data is of format qcow2, but the image is declared to be raw."}]}""");

        var outcome = cloud.virga("image", "create", "--import", "--wait", "--file", file().toString(), "disk");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains(
                        "was not imported",
                        "Without --disk-format an image is declared to be raw.",
                        "--disk-format qcow2");
        assertThat(cloud.last("DELETE").path()).isEqualTo(IMAGE);
    }

    /// It may be there all the same: who cannot look must not take it away.
    @Test
    void whatCannotBeLookedAtIsKept() throws IOException {
        cloud.when("POST /v2/images", 201, "{\"id\": \"i2\"}")
                .when("PUT /v2/images/i2/stage", 204, "")
                .when("POST /v2/images/i2/import", 202, "")
                .when("GET /v2/images/i2", 503, "{}");

        var outcome = cloud.virga("image", "create", "--import", "--wait", "--file", file().toString(), "disk");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(cloud.asked).noneMatch(asked -> asked.method().equals("DELETE"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', qcow2, Without --disk-format an image is declared to be raw. Say what it is: --disk-format qcow2.",
        "raw, vmdk, It must be declared to be what it is: --disk-format vmdk.",
        "raw, luks, It must be declared to be what it is: --disk-format.",
        "vmdk, raw, An OVA is declared by --disk-format vmdk and --container-format ova"
    })
    void whoDeclaresAnotherFormatIsToldTheRightOne(String given, String found, String advice) throws IOException {
        cloud.when("POST /v2/images", 201, "{\"id\": \"i1\"}")
                .when("DELETE " + IMAGE, 204, "")
                .when("PUT " + IMAGE + "/file", 400, """
                        {"message": "The data is of format %s, but the image is declared to be raw."}""".formatted(found));
        var words = new ArrayList<>(List.of("image", "create", "--file", file().toString(), "disk"));
        if (!given.isEmpty()) {
            words.addAll(List.of("--disk-format", given));
        }

        var outcome = cloud.virga(words.toArray(String[]::new));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains(advice, "The image was deleted again.");
    }

    @Test
    void aStoreThatIsNotThereFailsAtOnceAlsoForWhoWaits() throws IOException {
        try (var stores = new PaperCloud()) {
            stores.when("GET " + IMAGE, copied("", "")).when("POST " + IMAGE + "/import", 409, """
                    {"message": "There is no store nosuch that can be written; there are [s3, tape]."}""");

            var outcome =
                    stores.virga("image", "import", "--method", "copy-image", "--store", "nosuch", "--wait", "i1");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("There is no store nosuch");
            assertThat(stores.asked.getLast().method()).isEqualTo("POST");
        }
    }

    @Test
    void tasksOfAllProjectsAreTheOperators() {
        cloud.when("GET /v2/tasks", 403, "{\"message\": \"no\"}")
                .when("GET /v2/tasks/t1", 403, "{\"message\": \"no\"}");

        for (var words : List.of("image task list", "image task show t1")) {
            var outcome = cloud.virga(words.split(" "));
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("are the operators'", "virga image task list --image");
        }
    }

    @Test
    void nothingIsConvertedWithoutAFile() {
        assertThat(cloud.virga("image", "create", "--convert", "qcow2", "disk").code())
                .isEqualTo(2);
        assertThat(cloud.asked).isEmpty();
    }

    @Test
    void importMayConvert() throws IOException {
        var outcome = cloud.virga("image", "import", "--convert", "raw", "i1");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("POST").json()).isEqualTo(new ObjectMapper().readTree("""
                {"method": {"name": "glance-direct"}, "virga_convert": "raw"}"""));
    }

    @Test
    void copiesNameTheirStores() throws IOException {
        var outcome = cloud.virga("image", "import", "--method", "copy-image", "--store", "a", "--store", "b", "i1");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("POST").json()).isEqualTo(new ObjectMapper().readTree("""
                {"method": {"name": "copy-image"}, "stores": ["a", "b"], "all_stores_must_succeed": false}"""));
    }

    @Test
    void allStoresMustSucceedWhenFailureIsDisallowed() throws IOException {
        cloud.when("POST /v2/images", 201, "{\"id\": \"i1\"}").when("PUT " + IMAGE + "/stage", 204, "");

        var outcome = cloud.virga(
                "image", "create", "--all-stores", "--disallow-failure", "--file", file().toString(), "disk");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("POST").json()).isEqualTo(new ObjectMapper().readTree("""
                {"method": {"name": "glance-direct"}, "all_stores": true, "all_stores_must_succeed": true}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image import --method copy-image i1",
                "image import --store a --all-stores i1",
                "image import --all-stores --allow-failure --disallow-failure i1",
                "image import --disallow-failure i1",
                "image create --all-stores disk",
                "image create --wait disk",
                "image import --method web-download i1",
                "image import --uri https://example.org/i i1",
                "image create --store a disk"
            })
    void optionsThatDoNotGoTogether(String words) {
        var outcome = cloud.virga(words.split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(cloud.asked).isEmpty();
    }

    private static String copied(String left, String failed) {
        return """
                {"id": "i1", "status": "active", "os_glance_importing_to_stores": "%s", "os_glance_failed_import": "%s"}
                """.formatted(left, failed);
    }

    @Test
    void whoWaitsForACopyLearnsWhichStoresHaveNone() throws IOException {
        try (var stores = new PaperCloud()) {
            stores.when("POST " + IMAGE + "/import", 202, "")
                    .when("GET " + IMAGE, copied("a,b", ""))
                    .when("GET " + IMAGE, copied("b", "a"))
                    .when("GET " + IMAGE, copied("", "a"))
                    .when("GET " + IMAGE + "/tasks", """
                            {"tasks": [{"status": "success", "message": "a: It is away."}]}""");

            var outcome = stores.virga("image", "import", "--method", "copy-image", "--all-stores", "--wait", "i1");

            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(outcome.err()).contains("Not all stores have image 'i1': a: It is away.");
        }
    }

    @Test
    void aCopyThatHasFailedIsAFailure() throws IOException {
        try (var stores = new PaperCloud()) {
            stores.when("POST " + IMAGE + "/import", 202, "")
                    .when("GET " + IMAGE, copied("", "a"))
                    .when("GET " + IMAGE + "/tasks", """
                            {"tasks": [{"status": "failure", "message": "a: It is away."}]}""");

            var outcome = stores.virga("image", "import", "--method", "copy-image", "--store", "a", "--wait", "i1");

            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.err()).contains("was not copied: a: It is away.");
        }
    }

    @Test
    void storesAreListed() {
        cloud.when("GET /v2/info/stores", """
                {"stores": [{"id": "far"}, {"id": "near", "description": "this room", "default": "true"}]}""").when("GET /v2/info/stores/detail", """
                {"stores": [{"id": "far", "properties": {"bucket": "b"}}]}""");

        assertThat(cloud.virga("image", "stores", "list", "-f", "value").out())
                .isEqualTo("far None None\nnear this room true\n");
        assertThat(cloud.virga("image", "stores", "list", "--detail").out()).contains("bucket");
    }

    @Test
    void dataIsDeletedFromOneStore() {
        cloud.when("DELETE /v2/stores/far/i1", 204, "").when("DELETE " + IMAGE, 204, "");

        assertThat(cloud.virga("image", "delete", "--store", "far", "i1").code())
                .isZero();
        assertThat(cloud.last("DELETE").path()).isEqualTo("/v2/stores/far/i1");
        assertThat(cloud.virga("image", "delete", "i1").code()).isZero();
        assertThat(cloud.last("DELETE").path()).isEqualTo(IMAGE);
    }

    @Test
    void inspectSaysWhatWasFound() {
        cloud.when("GET " + IMAGE + "/inspection", """
                {"image_id": "i1", "disk_format": "raw", "is_ova": false, "accepted": false, "reason": "It is a qcow2.",
                 "virtual_size": null, "findings": [{"format": "qcow2", "virtual_size": 512,
                   "facts": {"version": 3, "backing_file": "/etc/passwd\\u001b[2J"},
                   "checks": [{"objection": "it has a backing file", "holds": true},
                              {"objection": "it is encrypted", "holds": false}]}]}""");

        var outcome = cloud.virga("image", "inspect", "i1");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(
                        "It is a qcow2.",
                        "qcow2 version",
                        "it has a backing file",
                        "qcow2 ruled out",
                        "it is encrypted",
                        "/etc/passwd")
                .doesNotContain("\u001b");
    }

    @Test
    void otherCloudsInspectNothing() {
        var outcome = cloud.virga("image", "inspect", "i1");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("does not tell what images are", "virga image show i1");
    }

    @Test
    void importNamesItsSource() throws IOException {
        var outcome =
                cloud.virga("image", "import", "--method", "web-download", "--uri", "https://example.org/i", "i1");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(cloud.last("POST").json()).isEqualTo(new ObjectMapper().readTree("""
                {"method": {"name": "web-download", "uri": "https://example.org/i"}}"""));
    }

    @Test
    void whoWaitsLearnsWhyNothingCame() {
        cloud.when("GET " + IMAGE, "{\"id\": \"i1\", \"status\": \"importing\"}")
                .when("GET " + IMAGE, "{\"id\": \"i1\", \"status\": \"queued\"}")
                .when("GET " + IMAGE + "/tasks", """
                        {"tasks": [{"message": "an older one"}, {"message": "It is a qcow2."}]}""");

        var outcome = cloud.virga("image", "import", "--wait", "i1");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("importing", "was not imported: It is a qcow2.");
    }

    @Test
    void tasksAreListed() {
        cloud.when("GET /v2/tasks", """
                {"tasks": [{"id": "t1", "type": "api_image_import", "status": "success", "owner": "p1", "message": ""}]}""");

        assertThat(cloud.virga("image", "task", "list", "-f", "value").out())
                .isEqualTo("t1 api_image_import success p1 \n");
    }

    @Test
    void anImagesTasksAreListedForItsOwner() {
        cloud.when("GET " + IMAGE, "{\"id\": \"i1\"}").when("GET " + IMAGE + "/tasks", """
                {"tasks": [{"id": "t1", "type": "api_image_import", "status": "failure", "owner": "p1", "message": "It is a qcow2."}]}""");

        assertThat(cloud.virga("image", "task", "list", "--image", "i1", "-f", "value")
                        .out())
                .isEqualTo("t1 api_image_import failure p1 It is a qcow2.\n");
    }
}
