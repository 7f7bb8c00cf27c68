package io.virga.image.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.virga.image.TestSettings;
import io.virga.image.certificate.Signers;
import io.virga.model.CloudException.Unavailable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store behind TLS, whose certificate comes from an authority of its own and is for `localhost`: whichever way its
/// bytes come, nobody else is believed.
class OwnAuthorityTest {

    private static final String BYTES = "bytes";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    private Path authority;
    private int port;

    @BeforeEach
    void start() throws Exception {
        var signer = Signers.openssl(folder, "rsa:2048", "-addext", "subjectAltName=DNS:localhost");
        authority = Files.writeString(folder.resolve("ca.pem"), signer.certificate());
        var keys = new PemKeyCertOptions()
                .addCertPath(authority.toString())
                .addKeyPath(signer.key().toString());
        var server = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(keys))
                .requestHandler(OwnAuthorityTest::answer)
                .listen(0, "127.0.0.1");
        port = server.toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .actualPort();
    }

    private static void answer(HttpServerRequest request) {
        request.response().setStatusCode(206).end(BYTES);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private S3Connection connection(Optional<Path> caFile) {
        var settings = new HashMap<>(Map.of("image.stores.s3.endpoint", "https://localhost:" + port));
        caFile.ifPresent(file -> settings.put("image.stores.s3.ca-file", file.toString()));
        var config = TestSettings.with(settings);
        return new S3Connection("s3", config.stores().get("s3"), vertx);
    }

    private URI url(String host) {
        return URI.create("https://%s:%d/object".formatted(host, port));
    }

    @Test
    void itIsBelieved() throws Exception {
        var s3 = connection(Optional.of(authority));

        assertThatCode(s3::prepare).doesNotThrowAnyException();
        try (var read = s3.read(url("localhost"), 0, BYTES.length())) {
            assertThat(read.readAllBytes()).isEqualTo(BYTES.getBytes(StandardCharsets.US_ASCII));
        }
        var stream = s3.stream(url("localhost"), 0, BYTES.length());
        var body = stream.body();
        stream.resume();
        assertThat(body.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS))
                .hasToString(BYTES);
    }

    @Test
    void withoutItsAuthorityNothingIsSaid() {
        var s3 = connection(Optional.empty());

        assertThatThrownBy(s3::prepare).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> s3.read(url("localhost"), 0, 1)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> s3.stream(url("localhost"), 0, 1)).isInstanceOf(Unavailable.class);
    }

    @Test
    void aCertificateForSomebodyElseIsNone() {
        var s3 = connection(Optional.of(authority));

        assertThatThrownBy(() -> s3.read(url("127.0.0.1"), 0, BYTES.length())).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> s3.stream(url("127.0.0.1"), 0, BYTES.length())).isInstanceOf(Unavailable.class);
    }
}
