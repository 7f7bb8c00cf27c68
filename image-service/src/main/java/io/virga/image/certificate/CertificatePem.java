package io.virga.image.certificate;

import io.virga.model.CloudException.Invalid;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/// Certificates as text: exactly one X.509 certificate in PEM (RFC 7468), and nothing else beside white space.
///
/// Refuses rather than guesses: no chain, no text before or after, no private key that somebody has pasted
/// along.
final class CertificatePem {

    /// The most characters of a certificate.
    static final int LONGEST = 16 << 10;

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    // Without going back: what it may have to refuse is as long as a certificate, and could be nothing but blanks.
    private static final Pattern ONE = Pattern.compile(BEGIN + "\\s++([A-Za-z0-9+/=\\s]++)" + END);
    private static final int LINE = 64;

    private CertificatePem() {}

    /// `Invalid` for anything but a certificate.
    static X509Certificate parse(String text) {
        var found = ONE.matcher(text.strip());
        if (!found.matches()) {
            throw new Invalid("certificate: one X.509 certificate in PEM is taken, and nothing else.");
        }
        try {
            return ofDer(Base64.getDecoder().decode(found.group(1).replaceAll("\\s", "")));
        } catch (IllegalArgumentException | CertificateException e) {
            throw new Invalid("certificate: this is not an X.509 certificate.");
        }
    }

    /// Throws `CertificateException` for anything but one certificate.
    static X509Certificate ofDer(byte[] der) throws CertificateException {
        var parsed = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        if (!(parsed instanceof X509Certificate certificate) || !Arrays.equals(certificate.getEncoded(), der)) {
            throw new CertificateException("there is more than a certificate");
        }
        return certificate;
    }

    static String write(byte[] der) {
        var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return BEGIN + "\n" + lines + "\n" + END + "\n";
    }
}
