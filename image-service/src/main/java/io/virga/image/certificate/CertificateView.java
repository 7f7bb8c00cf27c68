package io.virga.image.certificate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;

/// A certificate as the API shows it: what is stored, and what is in it. `sha256` is the fingerprint, in
/// hexadecimal; names are written as in RFC 2253.
record CertificateView(
        String id,
        String name,
        @JsonProperty("project_id") String projectId,
        @JsonProperty("public") boolean isPublic,
        String subject,
        String issuer,
        @JsonProperty("key_type") String keyType,
        String sha256,
        @JsonProperty("not_before") String notBefore,
        @JsonProperty("not_after") String notAfter,
        @JsonProperty("created_at") String createdAt,
        String certificate) {

    record Several(List<CertificateView> certificates) {}

    static CertificateView of(SigningCertificate stored) {
        var inside = stored.x509();
        return new CertificateView(
                stored.id().toString(),
                stored.name().orElse(null),
                stored.project().value(),
                stored.isPublic(),
                inside.getSubjectX500Principal().getName(),
                inside.getIssuerX500Principal().getName(),
                stored.keyType().word(),
                fingerprint(inside),
                time(inside.getNotBefore()),
                time(inside.getNotAfter()),
                time(Date.from(stored.createdAt())),
                stored.pem());
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String time(Date date) {
        return Instant.ofEpochSecond(date.toInstant().getEpochSecond()).toString();
    }
}
