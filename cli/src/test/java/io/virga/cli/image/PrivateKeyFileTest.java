package io.virga.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.cli.failure.CliFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys as OpenSSL writes them.
class PrivateKeyFileTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", path("plain"));
        openssl("rsa", "-in", path("plain"), "-traditional", "-out", path("pkcs1"));
        openssl("pkcs8", "-topk8", "-in", path("plain"), "-passout", "pass:s3cret", "-out", path("encrypted"));
        openssl("rsa", "-in", path("plain"), "-traditional", "-aes128", "-passout", "pass:s3cret", "-out", path("old"));
        Files.writeString(
                folder.resolve("damaged"),
                Files.readString(folder.resolve("plain")).replace("MII", "AAA"));
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void openssl(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        var log = folder.resolve("log").toFile();
        var ended = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(ended.waitFor()).isZero();
    }

    private static PrivateKeyFile file(String name, String password) {
        return new PrivateKeyFile(folder.resolve(name), () -> password);
    }

    private static PrivateKeyFile clear(String name) {
        return new PrivateKeyFile(folder.resolve(name), () -> {
            throw new AssertionError("no password is needed");
        });
    }

    @Test
    void allFormsAreTheSameKey() {
        var key = clear("plain").read();

        assertThat(clear("pkcs1").read()).isEqualTo(key);
        assertThat(file("encrypted", "s3cret").read()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void aWrongPasswordIsNone(String password) {
        assertThatThrownBy(() -> file("encrypted", password).read())
                .isInstanceOf(CliFailure.class)
                .hasMessageContaining("Cannot sign with the key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "damaged", "log"})
    void whatIsNoKeyIsRefused(String name) {
        assertThatThrownBy(() -> clear(name).read())
                .isInstanceOf(CliFailure.class)
                .hasMessageContaining("Cannot sign with the key");
    }
}
