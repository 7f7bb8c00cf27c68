package io.virga.image.signature;

import static io.virga.image.ImageCalls.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.image.certificate.KeyType;
import io.virga.image.certificate.Signers;
import io.virga.image.certificate.Signers.Keytool;
import io.virga.image.certificate.Signers.Signer;
import io.virga.image.certificate.SigningCertificate;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ProjectId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureCheckTest {

    private static final ProjectId PROJECT = new ProjectId("p");
    private static final byte[] DATA = new byte[1_000_003];

    @TempDir
    static Path folder;

    private static Signer rsa;
    private static SigningCertificate certificate;
    private static Signer curve;
    private static SigningCertificate onCurve;
    private static Keytool dsa;

    @BeforeAll
    static void sign() {
        new Random(7).nextBytes(DATA);
        rsa = Signers.rsa(folder);
        certificate = Signers.stored(rsa.certificate(), PROJECT);
        curve = Signers.openssl(folder, "ec", "-pkeyopt", "ec_paramgen_curve:P-384");
        onCurve = Signers.stored(curve.certificate(), PROJECT);
        dsa = Signers.keytool(folder, "-keyalg", "DSA", "-keysize", "2048");
    }

    private static SignatureClaim claim(SigningCertificate by, HashMethod hash, KeyType type, String signature) {
        var properties = Map.of(
                SignatureClaim.SIGNATURE,
                signature,
                SignatureClaim.HASH_METHOD,
                hash.word(),
                SignatureClaim.KEY_TYPE,
                type.word(),
                SignatureClaim.CERTIFICATE,
                by.id().toString());
        return SignatureClaim.of(PROJECT, properties).orElseThrow();
    }

    private static Proof verified(SignatureClaim claim, SigningCertificate by, byte[] data) {
        var check = SignatureCheck.of(claim, by);
        for (int at = 0; at < data.length; at += 10_000) {
            check.update(data, at, Math.min(10_000, data.length - at));
        }
        return check.verify(digest("SHA-512", data));
    }

    private static void isRefused(SignatureClaim claim, SigningCertificate by, byte[] data) {
        assertThatThrownBy(() -> verified(claim, by, data))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("Signature verification failed");
    }

    @ParameterizedTest
    @EnumSource(HashMethod.class)
    void whatOpensslSignsWithRsa(HashMethod hash) {
        var signature = rsa.pss(hash.word(), DATA);
        var claim = claim(certificate, hash, KeyType.RSA_PSS, signature);

        assertThat(verified(claim, certificate, DATA)).isEqualTo(new Proof(certificate.id(), digest("SHA-512", DATA)));
        isRefused(claim, certificate, changed(DATA));
        var other = hash == HashMethod.SHA_256 ? HashMethod.SHA_512 : HashMethod.SHA_256;
        isRefused(claim(certificate, other, KeyType.RSA_PSS, signature), certificate, DATA);
    }

    // A modulus of 2049 bits has an encoded message of exactly 256 bytes, in a signature of 257.
    @Test
    void keysOfOddLength() {
        var odd = Signers.openssl(folder, "rsa:2049");
        var by = Signers.stored(odd.certificate(), PROJECT);

        var claim = claim(by, HashMethod.SHA_256, KeyType.RSA_PSS, odd.pss("SHA-256", DATA));

        assertThat(verified(claim, by, DATA).certificate()).isEqualTo(by.id());
    }

    @ParameterizedTest
    @EnumSource(HashMethod.class)
    void whatOpensslSignsOnACurve(HashMethod hash) {
        var claim = claim(onCurve, hash, KeyType.ECC_SECP384R1, curve.sign(hash.word(), DATA));

        assertThat(verified(claim, onCurve, DATA).certificate()).isEqualTo(onCurve.id());
        isRefused(claim, onCurve, changed(DATA));
    }

    @Test
    void theLargestCurve() {
        var signer = Signers.openssl(folder, "ec", "-pkeyopt", "ec_paramgen_curve:P-521");
        var by = Signers.stored(signer.certificate(), PROJECT);

        var claim = claim(by, HashMethod.SHA_512, KeyType.ECC_SECP521R1, signer.sign("SHA-512", DATA));

        assertThat(verified(claim, by, DATA).certificate()).isEqualTo(by.id());
        isRefused(claim, by, changed(DATA));
    }

    @ParameterizedTest
    @EnumSource(HashMethod.class)
    void whatTheJdkSignsWithDsa(HashMethod hash) {
        var by = Signers.stored(dsa.certificate(), PROJECT);

        var claim = claim(by, hash, KeyType.DSA, dsa.sign(hash.plain() + "withDSA", DATA));

        assertThat(verified(claim, by, DATA).certificate()).isEqualTo(by.id());
        isRefused(claim, by, changed(DATA));
    }

    @Test
    void signaturesThatAreNone() {
        var good = Base64.getDecoder().decode(rsa.pss("SHA-256", DATA));
        for (var bad : new byte[][] {
            Arrays.copyOf(good, good.length - 1),
            Arrays.copyOf(good, good.length + 1),
            Arrays.copyOf(good, 1),
            new byte[good.length],
            changed(good)
        }) {
            var text = Base64.getEncoder().encodeToString(bad);
            isRefused(claim(certificate, HashMethod.SHA_256, KeyType.RSA_PSS, text), certificate, DATA);
        }
        for (var bad : new String[] {"AAAA", "MAA=", "MAYCAQACAQA="}) {
            isRefused(claim(onCurve, HashMethod.SHA_256, KeyType.ECC_SECP384R1, bad), onCurve, DATA);
        }
    }

    @Test
    void otherPaddingsAndSaltsAreRefused() {
        var pkcs1 = rsa.sign("SHA-256", DATA);
        var shortSalt =
                rsa.sign("SHA-256", DATA, "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest");

        isRefused(claim(certificate, HashMethod.SHA_256, KeyType.RSA_PSS, pkcs1), certificate, DATA);
        isRefused(claim(certificate, HashMethod.SHA_256, KeyType.RSA_PSS, shortSalt), certificate, DATA);
    }

    @Test
    void anotherKeyProvesNothing() {
        var other = Signers.stored(Signers.rsa(folder).certificate(), PROJECT);

        isRefused(claim(other, HashMethod.SHA_256, KeyType.RSA_PSS, rsa.pss("SHA-256", DATA)), other, DATA);
    }

    @Test
    void theKeyMustBeOfTheTypeThatIsSaid() {
        var claim = claim(certificate, HashMethod.SHA_256, KeyType.DSA, "AAAA");

        assertThatThrownBy(() -> SignatureCheck.of(claim, certificate))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("is of type RSA-PSS, not DSA");
    }

    private static byte[] changed(byte[] data) {
        var changed = data.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }
}
