package io.virga.image.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.image.certificate.KeyType;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ProjectId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureClaimTest {

    private static final ProjectId PROJECT = new ProjectId("p");
    private static final UUID CERTIFICATE = UUID.randomUUID();

    private static Map<String, String> properties() {
        return new HashMap<>(Map.of(
                "img_signature", "QUJD\nREVG",
                "img_signature_hash_method", "SHA-384",
                "img_signature_key_type", "ECC_SECP384R1",
                "img_signature_certificate_uuid", CERTIFICATE.toString(),
                "os_distro", "debian"));
    }

    private static void isRefused(Map<String, String> properties, String why) {
        var claim = SignatureClaim.of(PROJECT, properties).orElseThrow();
        assertThatThrownBy(claim::require).isInstanceOf(Invalid.class).hasMessageContaining(why);
    }

    @Test
    void allFourMakeOne() {
        var claim = SignatureClaim.of(PROJECT, properties()).orElseThrow();
        claim.require();

        assertThat(claim.certificate()).isEqualTo(CERTIFICATE);
        assertThat(claim.hash()).isEqualTo(HashMethod.SHA_384);
        assertThat(claim.keyType()).isEqualTo(KeyType.ECC_SECP384R1);
        assertThat(claim.bytes()).asString().isEqualTo("ABCDEF");
    }

    @Test
    void pythonsBytesAreBytes() {
        var properties = properties();
        properties.put("img_signature", "b'" + properties.get("img_signature") + "'");

        assertThat(SignatureClaim.of(PROJECT, properties).orElseThrow().bytes())
                .asString()
                .isEqualTo("ABCDEF");
    }

    @Test
    void noneOfThemMakeNone() {
        assertThat(SignatureClaim.of(PROJECT, Map.of("os_distro", "debian"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "img_signature",
                "img_signature_hash_method",
                "img_signature_key_type",
                "img_signature_certificate_uuid"
            })
    void threeAreNotEnough(String missing) {
        var properties = properties();
        properties.remove(missing);

        isRefused(properties, missing + " is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "img_signature, ''",
        "img_signature, '!!'",
        "img_signature_hash_method, MD5",
        "img_signature_hash_method, SHA-1",
        "img_signature_hash_method, sha-256",
        "img_signature_key_type, RSA",
        "img_signature_key_type, ECC_SECT571K1",
        "img_signature_certificate_uuid, my-certificate"
    })
    void valuesThatMakeNoSense(String property, String value) {
        var properties = properties();
        properties.put(property, value);

        isRefused(properties, property);
    }
}
