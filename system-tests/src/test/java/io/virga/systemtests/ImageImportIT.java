package io.virga.systemtests;

import static io.virga.systemtests.Client.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Images by the interoperable import, as a team brings them in.
@ExtendWith(RunningCloud.class)
class ImageImportIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @ParameterizedTest
    @Execution(CONCURRENT)
    @ValueSource(strings = {"openstack", "virga"})
    void whatWasStagedIsProvedAndComesBackUnchanged(String program, Cloud cloud) throws IOException {
        var tenant = Tenant.create(cloud, program, "imports");
        var client = tenant.client();
        var file = cloud.home().resolve("guest-image.qcow2");
        var copy = Files.createTempFile("virga", ".qcow2");
        try {
            client.run(words("image create --import --disk-format qcow2 --container-format bare --file %s good", file));
            shows(client, "good", "status", "active");
            client.run(words("image save --file %s good", copy));
            assertThat(Files.mismatch(file, copy)).isEqualTo(-1);

            client.run(words("image create --import --disk-format raw --container-format bare --file %s bad", file));
            shows(client, "bad", "status", "queued");
            assertThat(client.value("properties", "image", "show", "bad")).contains("os_glance_failed_import");
            client.run(words("image delete good bad"));
        } finally {
            Files.delete(copy);
            tenant.delete();
        }
    }

    @Test
    void nothingInsideIsFetched(Cloud cloud) {
        var tenant = Tenant.create(cloud, "virga", "fetches");
        try {
            tenant.client().run(words("image create --disk-format raw inside"));
            for (var host : new String[] {"127.0.0.1", "[::1]", "localhost", "169.254.169.254"}) {
                var attempt = tenant.client()
                        .attempt(words("image import --wait --method web-download --uri http://%s/x inside", host));
                assertThat(attempt.status()).isNotZero();
                assertThat(attempt.everything()).contains("The data could not be fetched from the URL.");
            }
            shows(tenant.client(), "inside", "status", "queued");
            tenant.client().run(words("image delete inside"));
        } finally {
            tenant.delete();
        }
    }

    private static void shows(Client client, String image, String field, String value) {
        Wait.until(
                SOON,
                () -> assertThat(client.value(field, "image", "show", image)).isEqualTo(value));
    }
}
