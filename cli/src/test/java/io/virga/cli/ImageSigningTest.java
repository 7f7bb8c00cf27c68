package io.virga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSigningTest {

    private static final String SIGNED = "/v2/images";

    @TempDir
    private static Path folder;

    private PaperCloud cloud;
    private static Path disk;

    @BeforeAll
    static void makeKeys() throws Exception {
        var bytes = new byte[3_000_001];
        new Random(5).nextBytes(bytes);
        disk = Files.write(folder.resolve("disk.raw"), bytes);
        openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key("pkcs8"));
        openssl("rsa", "-in", key("pkcs8"), "-traditional", "-out", key("pkcs1"));
        openssl("pkey", "-in", key("pkcs8"), "-pubout", "-out", key("public"));
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384", "-out", key("curve"));
    }

    private static String key(String name) {
        return folder.resolve(name + ".pem").toString();
    }

    private static int openssl(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start()
                .waitFor();
    }

    @BeforeEach
    void start() throws IOException {
        cloud = new PaperCloud()
                .when("POST " + SIGNED, 201, "{\"id\": \"i1\", \"name\": \"signed\", \"status\": \"queued\"}")
                .when("PUT " + SIGNED + "/i1/file", 204, "")
                .when("GET " + SIGNED + "/i1", "{\"id\": \"i1\", \"name\": \"signed\", \"status\": \"active\"}");
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private PaperCloud.Outcome create(String... more) {
        var arguments = new ArrayList<>(List.of("image", "create", "signed"));
        arguments.addAll(List.of(more));
        return cloud.virga(arguments.toArray(String[]::new));
    }

    /// OpenSSL holds the signature against the file with the options that OpenStack's guides give.
    private static void isGood(JsonNode image) throws Exception {
        var signature = folder.resolve("signature");
        Files.write(
                signature,
                Base64.getDecoder().decode(image.path("img_signature").asText()));
        assertThat(openssl(
                        "dgst",
                        "-sha256",
                        "-verify",
                        key("public"),
                        "-sigopt",
                        "rsa_padding_mode:pss",
                        "-sigopt",
                        "rsa_pss_saltlen:222",
                        "-signature",
                        signature.toString(),
                        disk.toString()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs8", "pkcs1"})
    void whatItSignsOpensslVerifies(String form) throws Exception {
        var outcome = create("--file", disk.toString(), "--sign-key-path", key(form), "--sign-cert-id", "c1");

        assertThat(outcome.code()).as(outcome.err()).isZero();
        var image = cloud.asked.stream()
                .filter(asked -> asked.method().equals("POST") && asked.path().equals(SIGNED))
                .findFirst()
                .orElseThrow()
                .json();
        isGood(image);
        assertThat(image.path("img_signature_hash_method").asText()).isEqualTo("SHA-256");
        assertThat(image.path("img_signature_key_type").asText()).isEqualTo("RSA-PSS");
        assertThat(image.path("img_signature_certificate_uuid").asText()).isEqualTo("c1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --sign-key-path k                       | must both be given
            --sign-cert-id c1                       | must both be given
            --sign-key-path k --sign-cert-id c1     | needs --file
            """)
    void callsThatMakeNoSense(String options, String message) {
        var outcome = create(options.split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
        assertThat(cloud.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curve", "public", "missing"})
    void keysThatCannotSign(String key) {
        var outcome = create("--file", disk.toString(), "--sign-key-path", key(key), "--sign-cert-id", "c1");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains(key + ".pem");
        assertThat(cloud.asked).noneMatch(asked -> asked.path().equals(SIGNED));
    }

    @Test
    void certificatesComeAndGo() throws IOException {
        var pem = Files.writeString(folder.resolve("cert.pem"), "-----BEGIN CERTIFICATE-----\n");
        cloud.when("POST /v2/certificates", 201, "{\"id\": \"c1\", \"name\": \"release\"}")
                .when("GET /v2/certificates", "{\"certificates\": [{\"id\": \"c1\", \"name\": \"release\"}]}")
                .when("DELETE /v2/certificates/c1", 204, "");

        var made = cloud.virga("image", "certificate", "create", "--file", pem.toString(), "--public", "release");
        assertThat(made.code()).as(made.err()).isZero();
        var body = cloud.last("POST").json();
        assertThat(body.path("certificate").asText()).isEqualTo("-----BEGIN CERTIFICATE-----\n");
        assertThat(body.path("public").asBoolean()).isTrue();
        assertThat(cloud.virga("image", "certificate", "list").out()).contains("release");
        assertThat(cloud.virga("image", "certificate", "delete", "release").code())
                .isZero();
        assertThat(cloud.last("DELETE").path()).isEqualTo("/v2/certificates/c1");
    }

    @Test
    void theRuleIsSetAndShown() {
        cloud.withIdentity()
                .when("GET /v2/info/signing", "{\"project_id\": \"p\", \"signed_only\": false}")
                .when("GET /v2/info/signing?project_id=p1", "{\"project_id\": \"p1\", \"signed_only\": true}")
                .when("PUT /v2/signing", "{\"project_id\": \"p1\", \"signed_only\": true}");

        assertThat(cloud.virga("image", "signing", "show", "-f", "value", "-c", "signed_only")
                        .out())
                .isEqualTo("False\n");
        assertThat(cloud.virga("image", "signing", "show", "--project", "web", "-f", "value", "-c", "signed_only")
                        .out())
                .isEqualTo("True\n");
        var set = cloud.virga("image", "signing", "set", "--signed-only", "--project", "web");
        assertThat(set.code()).as(set.err()).isZero();
        assertThat(cloud.last("PUT").body()).isEqualTo("{\"signed_only\":true,\"project_id\":\"p1\"}");
        assertThat(cloud.virga("image", "signing", "set", "--any").code()).isZero();
        assertThat(cloud.last("PUT").body()).isEqualTo("{\"signed_only\":false}");
        assertThat(cloud.virga("image", "signing", "set").code()).isEqualTo(2);
        assertThat(cloud.virga("image", "signing", "set", "--any", "--signed-only")
                        .code())
                .isEqualTo(2);
    }
}
