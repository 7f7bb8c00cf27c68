package io.virga.image.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatePemTest {

    @TempDir
    static Path folder;

    private static Signers.Signer signer;

    @BeforeAll
    static void sign() {
        signer = Signers.rsa(folder);
    }

    private static void isRefused(String text) {
        assertThatThrownBy(() -> CertificatePem.parse(text))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("certificate: ");
    }

    @Test
    void oneCertificateComesBackAsItWas() throws Exception {
        var parsed = CertificatePem.parse("\r\n" + signer.certificate().replace("\n", "\r\n") + "\n\n");

        assertThat(parsed.getSubjectX500Principal().getName()).isEqualTo("CN=signer");
        assertThat(CertificatePem.write(parsed.getEncoded())).isEqualTo(signer.certificate());
    }

    @Test
    void anythingBesideItIsRefused() throws Exception {
        var pem = signer.certificate();
        isRefused(pem + pem);
        isRefused(pem + Files.readString(signer.key()));
        isRefused(Files.readString(signer.key()) + pem);
        isRefused("subject=CN = signer\n" + pem);
        isRefused(pem + "and more");
    }

    @Test
    void whatIsNoCertificateIsRefused() throws Exception {
        isRefused(Files.readString(signer.key()));
        isRefused("");
        isRefused("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----");
        isRefused("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        isRefused("-----BEGIN CERTIFICATE-----\nA=B=\n-----END CERTIFICATE-----");
        isRefused(signer.certificate().replace("-----END CERTIFICATE-----", ""));
    }

    /// Quickly: a pattern that goes back and forth in the blanks needs some ten seconds for it.
    @Test
    void nothingButBlanksIsRefused() {
        isRefused("-----BEGIN CERTIFICATE-----" + " ".repeat(16_300) + "!");
    }

    @Test
    void bytesBehindTheCertificateAreRefused() throws Exception {
        var der = CertificatePem.parse(signer.certificate()).getEncoded();
        var longer = Base64.getEncoder().encodeToString(Arrays.copyOf(der, der.length + 3));
        isRefused("-----BEGIN CERTIFICATE-----\n" + longer + "\n-----END CERTIFICATE-----");
        var shorter = Base64.getEncoder().encodeToString(Arrays.copyOf(der, der.length - 3));
        isRefused("-----BEGIN CERTIFICATE-----\n" + shorter + "\n-----END CERTIFICATE-----");
    }
}
