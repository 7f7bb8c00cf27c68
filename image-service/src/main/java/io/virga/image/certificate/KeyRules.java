package io.virga.image.certificate;

import io.virga.model.CloudException.Invalid;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;

/// Which certificates may vouch for images. Each rule has a source:
///
/// - at least 2048 bits for RSA and DSA: NIST SP 800-131A revision 2, sections 2 and 3 (112 bits of security);
/// - at most 16384 bits for RSA: what the JDK takes, so that no key makes a verification expensive;
/// - not before, and not after, its time: RFC 5280, section 4.1.2.5;
/// - a `keyUsage`, where there is one, that allows signatures: RFC 5280, section 4.2.1.3;
/// - no critical extension that is not understood: RFC 5280, section 4.2.
///
/// Nobody asks who has issued a certificate, nor whether the issuer's signature is good: as at Glance, a project trusts
/// exactly the certificates that it has named.
final class KeyRules {

    private static final int SHORTEST = 2048;
    private static final int LONGEST_RSA = 16384;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private KeyRules() {}

    /// `Invalid` when a rule is broken.
    static void check(X509Certificate certificate, Instant now) {
        checkTime(certificate, now);
        checkKey(certificate);
        checkUsage(certificate);
    }

    /// `Invalid` before and after the time for which the certificate is good.
    static void checkTime(X509Certificate certificate, Instant now) {
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new Invalid("The certificate is not valid before %s."
                    .formatted(certificate.getNotBefore().toInstant()));
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new Invalid("The certificate has expired on %s."
                    .formatted(certificate.getNotAfter().toInstant()));
        }
    }

    private static void checkKey(X509Certificate certificate) {
        var key = certificate.getPublicKey();
        if (KeyType.of(key).isEmpty()) {
            throw new Invalid("The certificate has a key (%s) that no image is signed with; known are %s."
                    .formatted(key.getAlgorithm(), KeyType.words()));
        }
        var bits = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength();
            case DSAPublicKey dsa -> dsa.getParams().getP().bitLength();
            default -> SHORTEST;
        };
        if (bits < SHORTEST || bits > LONGEST_RSA) {
            throw new Invalid(
                    "The certificate's key has %d bits; it must have %d to %d.".formatted(bits, SHORTEST, LONGEST_RSA));
        }
    }

    private static void checkUsage(X509Certificate certificate) {
        var usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            throw new Invalid("The certificate's key is not for signatures (keyUsage).");
        }
        if (certificate.hasUnsupportedCriticalExtension()) {
            throw new Invalid("The certificate has a critical extension that is not understood.");
        }
    }
}
