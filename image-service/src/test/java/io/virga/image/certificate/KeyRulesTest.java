package io.virga.image.certificate;

import static io.virga.image.certificate.Signers.keytool;
import static io.virga.image.certificate.Signers.openssl;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRulesTest {

    @TempDir
    static Path folder;

    private static void check(String pem, Instant now) {
        KeyRules.check(CertificatePem.parse(pem), now);
    }

    private static void isRefused(String pem, Instant now, String why) {
        assertThatThrownBy(() -> check(pem, now)).isInstanceOf(Invalid.class).hasMessageContaining(why);
    }

    private static void isRefused(String pem, String why) {
        isRefused(pem, Instant.now(), why);
    }

    private static void isTaken(String pem) {
        assertThatCode(() -> check(pem, Instant.now())).doesNotThrowAnyException();
    }

    private static String curve(String name) {
        return openssl(folder, "ec", "-pkeyopt", "ec_paramgen_curve:" + name).certificate();
    }

    @Test
    void weakKeysAreRefused() {
        isRefused(openssl(folder, "rsa:1024").certificate(), "1024 bits");
        isRefused(keytool(folder, "-keyalg", "DSA", "-keysize", "1024").certificate(), "1024 bits");
    }

    @Test
    void keysThatNoImageIsSignedWithAreRefused() {
        isRefused(curve("P-256"), "no image is signed");
        isRefused(openssl(folder, "ed25519").certificate(), "no image is signed");
    }

    @Test
    void aCertificateIsGoodForItsTime() {
        var pem = curve("P-384");

        isTaken(pem);
        isRefused(pem, Instant.now().plus(Duration.ofDays(31)), "expired");
        isRefused(pem, Instant.now().minus(Duration.ofDays(1)), "not valid before");
    }

    @Test
    void theKeysUseIsKept() {
        isRefused(withExtension("keyUsage=critical,keyEncipherment"), "keyUsage");
        isTaken(withExtension("keyUsage=critical,digitalSignature"));
    }

    @Test
    void whatIsCriticalMustBeUnderstood() {
        isRefused(withExtension("1.2.3.4=critical,ASN1:UTF8String:x"), "critical extension");
        isTaken(withExtension("1.2.3.4=ASN1:UTF8String:x"));
    }

    private static String withExtension(String extension) {
        return openssl(folder, "ec", "-pkeyopt", "ec_paramgen_curve:P-521", "-addext", extension)
                .certificate();
    }
}
