package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                {"tasks": [{"id": "t1", "type": "api_image_import", "status": "success", "owner": "p1"}]}""");

        assertThat(cloud.virga("image", "task", "list", "-f", "value").out())
                .isEqualTo("t1 api_image_import success p1\n");
    }
}
