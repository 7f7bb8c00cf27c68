package io.virga.systemtests;

import static io.virga.systemtests.Client.words;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Power failures of the image service and of its store while data comes in, by every way. Afterwards an image is
/// active with the bytes that were sent, or it is not active; and when it is deleted, the project's quota is what it
/// was.
///
/// Takes minutes: not part of `./dev test`. `-Dsystem-tests.excluded=none` runs it, see docs/compatibility.md.
@Tag("long")
@Order(5)
@ExtendWith(RunningCloud.class)
class ImageKillIT {

    private static final Duration SETTLED = Duration.ofMinutes(8);
    private static final int SIZE = 192 << 20;
    private static final String CREATE = "image create --disk-format raw --container-format bare --file %s ";

    private static Tenant tenant;
    private static Path file;

    @ParameterizedTest(name = "{1} dies {2} ms after {0}")
    @CsvSource({
        "openstack, image, 3000, ''",
        "openstack, objects, 3000, ''",
        "virga, image, 2500, ''",
        "virga, image, 5000, ''",
        "virga, objects, 2500, ''",
        "virga, image, 2500, --import",
        "virga, image, 6000, --import",
        "virga, objects, 2500, --import",
        "virga, objects, 6000, --import",
        "virga, image, 6000, --convert qcow2",
        "virga, image, 10000, --convert qcow2",
        "virga, objects, 6000, --convert qcow2",
    })
    void imageIsWholeOrNotThere(String program, String process, long millis, String option, Cloud cloud)
            throws Exception {
        prepare(cloud);
        var http = cloud.http(tenant.client());
        var before = usage(cloud, http);
        var name = "killed-" + System.nanoTime();
        var client = program.equals("virga")
                ? tenant.client()
                : new Client(
                        Path.of("/usr/bin/openstack"),
                        cloud.home(),
                        tenant.client().environment());
        var upload =
                Thread.ofPlatform().start(() -> client.attempt(words((CREATE + option).strip() + " %s", file, name)));

        Wait.pause(Duration.ofMillis(millis));
        cloud.kill(process);
        cloud.repair();
        upload.join();

        Wait.until(
                SETTLED,
                () -> assertThat(images(cloud, http, name))
                        .allMatch(image -> List.of("active", "queued")
                                .contains(image.path("status").asText())));
        for (var image : images(cloud, http, name)) {
            System.out.printf(
                    "kill -9 %s after %d ms of %s %s: %s%n",
                    process, millis, program, option, image.path("status").asText());
            if (image.path("status").asText().equals("active")) {
                assertSameBytes(image);
            }
            tenant.client().run("image", "delete", image.path("id").asText());
        }
        Wait.until(SETTLED, () -> assertThat(usage(cloud, http)).isEqualTo(before));
    }

    private static void prepare(Cloud cloud) throws IOException {
        if (tenant == null) {
            tenant = Tenant.create(cloud, "virga", "kills");
            file = Files.createTempFile("virga", ".raw");
            var block = new byte[1 << 20];
            var random = new Random(3);
            try (var out = Files.newOutputStream(file)) {
                out.write(block);
                for (var written = block.length; written < SIZE; written += block.length) {
                    random.nextBytes(block);
                    out.write(block);
                }
            }
        }
    }

    @AfterAll
    static void takeTheTenantAway() throws IOException {
        if (tenant != null) {
            tenant.delete();
            Files.delete(file);
        }
    }

    private static List<JsonNode> images(Cloud cloud, Http http, String name) {
        var answer = http.get(cloud.url(Service.IMAGE) + "/v2/images?name=" + name);
        assertThat(answer.status()).isEqualTo(200);
        return Surroundings.items(answer.json().path("images"));
    }

    private static JsonNode usage(Cloud cloud, Http http) {
        var answer = http.get(cloud.url(Service.IMAGE) + "/v2/info/usage");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static void assertSameBytes(JsonNode image) throws IOException {
        var copy = Files.createTempFile("virga", ".copy");
        try {
            tenant.client()
                    .run(words("image save --file %s %s", copy, image.path("id").asText()));
            var format = image.path("disk_format").asText();
            var compared = Shell.run(
                    Duration.ofMinutes(2),
                    copy.getParent(),
                    Map.of(),
                    List.of("qemu-img", "compare", "-f", "raw", "-F", format, file.toString(), copy.toString()));
            assertThat(compared.everything()).contains("Images are identical.");
        } finally {
            Files.delete(copy);
        }
    }
}
