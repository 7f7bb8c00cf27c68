package io.virga.image.certificate;

import static io.virga.image.certificate.Signers.keytool;
import static io.virga.image.certificate.Signers.openssl;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRulesTest {

    @TempDir
    static Path folder;

    private static void isRefused(String pem, String why) {
        assertThatThrownBy(() -> KeyRules.check(CertificatePem.parse(pem), Instant.now()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining(why);
    }

    private static void isTaken(String pem) {
        assertThatCode(() -> KeyRules.check(CertificatePem.parse(pem), Instant.now()))
                .doesNotThrowAnyException();
    }

    @Test
    void keysOfEveryServedTypeAreTaken() {
        isTaken(Signers.rsa(folder).certificate());
        isTaken(openssl(folder, "ec", "-pkeyopt", "ec_paramgen_curve:P-384").certificate());
        isTaken(openssl(folder, "ec", "-pkeyopt", "ec_paramgen_curve:P-521").certificate());
        isTaken(keytool(folder, "-keyalg", "DSA", "-keysize", "2048").certificate());
    }

    @Test
    void weakKeysAreRefused() {
        isRefused(openssl(folder, "rsa:1024").certificate(), "1024 bits");
        isRefused(keytool(folder, "-keyalg", "DSA", "-keysize", "1024").certificate(), "1024 bits");
    }

    @Test
    void otherKeysAreRefused() {
        isRefused(openssl(folder, "ec", "-pkeyopt", "ec_paramgen_curve:P-256").certificate(), "no image is signed");
        isRefused(openssl(folder, "ed25519").certificate(), "no image is signed");
    }

    @Test
    void timeIsKept() {
        isRefused(
                keytool(folder, "-keyalg", "EC", "-groupname", "secp384r1", "-startdate", "-3d", "-validity", "2")
                        .certificate(),
                "expired");
        isRefused(
                keytool(folder, "-keyalg", "EC", "-groupname", "secp384r1", "-startdate", "+1d")
                        .certificate(),
                "not valid before");
    }

    @Test
    void theKeysUseIsKept() {
        isRefused(
                openssl(folder, "rsa:2048", "-addext", "keyUsage=critical,keyEncipherment")
                        .certificate(),
                "keyUsage");
        isTaken(openssl(folder, "rsa:2048", "-addext", "keyUsage=critical,digitalSignature")
                .certificate());
    }

    @Test
    void whatIsCriticalMustBeUnderstood() {
        isRefused(
                openssl(folder, "rsa:2048", "-addext", "1.2.3.4=critical,ASN1:UTF8String:x")
                        .certificate(),
                "critical extension");
    }
}
