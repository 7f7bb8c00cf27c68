package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerImageTest {

    private static final String SERVER = "/v2.1/0123456789abcdef0123456789abcdef/servers/s1";

    private static final String OTHER = "/v2.1/0123456789abcdef0123456789abcdef/servers/s2";

    private PaperCloud cloud;

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud()
                .when("GET " + SERVER, "{\"server\": {\"id\": \"s1\", \"name\": \"web\"}}")
                .makes("POST " + SERVER + "/action", "http://images.example.org/v2/images/i1")
                .when("GET /v2/images/i1", image("queued"));
    }

    private static String image(String status) {
        return "{\"id\": \"i1\", \"name\": \"web\", \"status\": \"%s\"}".formatted(status);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void imageHasTheServersNameUnlessItIsGivenOne() throws IOException {
        var outcome = cloud.virga("server", "image", "create", "s1", "-f", "value", "-c", "id");

        assertThat(outcome.out()).isEqualTo("i1\n");
        assertThat(cloud.last("POST").json())
                .isEqualTo(new ObjectMapper().readTree("{\"createImage\": {\"name\": \"web\", \"metadata\": {}}}"));

        cloud.virga("server", "image", "create", "--name", "golden", "--property", "stage=test", "s1");

        assertThat(cloud.last("POST").json()).isEqualTo(new ObjectMapper().readTree("""
                {"createImage": {"name": "golden", "metadata": {"stage": "test"}}}"""));
    }

    @Test
    void whoHasFixedANewerMicroversionGetsTheImageToo() {
        cloud.when("POST " + OTHER + "/action", 202, "{\"image_id\": \"i1\"}")
                .when("GET " + OTHER, "{\"server\": {\"id\": \"s2\", \"name\": \"web\"}}");

        var outcome = cloud.virga(
                "server", "image", "create", "s2", "--os-compute-api-version", "2.45", "-f", "value", "-c", "id");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("i1\n");
        assertThat(cloud.last("POST").headers()).containsEntry("Openstack-api-version", List.of("compute 2.45"));
    }

    @Test
    void whoWaitsGetsTheActiveImage() {
        cloud.when("GET /v2/images/i1", image("saving")).when("GET /v2/images/i1", image("active"));

        var outcome = cloud.virga("server", "image", "create", "--wait", "s1", "-f", "value", "-c", "status");

        assertThat(outcome.out()).isEqualTo("active\n");
        assertThat(outcome.err()).contains("saving");
    }

    @Test
    void whoWaitsMayActUponTheServerAfterwards() {
        cloud.when("GET /v2/images/i1", image("active"))
                .when("GET " + SERVER, "{\"server\": {\"OS-EXT-STS:task_state\": \"image_uploading\"}}")
                .when("GET " + SERVER, "{\"server\": {\"OS-EXT-STS:task_state\": null}}");

        assertThat(cloud.virga("server", "image", "create", "--wait", "s1").code())
                .isZero();
        assertThat(cloud.asked.stream().filter(asked -> asked.path().equals(SERVER)))
                .hasSize(3);
    }

    @Test
    void whoWaitsLearnsThatItWasNotMade() {
        cloud.when("GET /v2/images/i1", 404, "{}");

        var outcome = cloud.virga("server", "image", "create", "--wait", "s1");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("The image of server 's1' was not made");
    }
}
