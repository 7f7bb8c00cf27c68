package io.virga.image.certificate;

import io.virga.model.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A certificate whose holder a project, or every project, trusts to sign images. It never changes.
@Entity
@Table(name = "certificates")
public class SigningCertificate {

    @Id
    private UUID id;

    @Column(name = "project_id")
    private String projectId;

    private String name;

    @Column(name = "is_public")
    private boolean isPublic;

    private byte[] der;

    @Column(name = "created_at")
    private Instant createdAt;

    protected SigningCertificate() {}

    SigningCertificate(ProjectId project, Draft draft, Instant now) {
        id = UUID.randomUUID();
        projectId = project.value();
        name = draft.name().orElse(null);
        isPublic = draft.isPublic();
        der = encoded(draft.certificate());
        createdAt = now;
    }

    /// What somebody asks for.
    record Draft(Optional<String> name, X509Certificate certificate, boolean isPublic) {}

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    public UUID id() {
        return id;
    }

    ProjectId project() {
        return new ProjectId(projectId);
    }

    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    boolean isPublic() {
        return isPublic;
    }

    String pem() {
        return CertificatePem.write(der);
    }

    Instant createdAt() {
        return createdAt;
    }

    public X509Certificate x509() {
        try {
            return CertificatePem.ofDer(der);
        } catch (CertificateException e) {
            throw new IllegalStateException("certificate %s is damaged in the database".formatted(id), e);
        }
    }

    /// `Invalid` when it is not valid at that time.
    public void requireValid(Instant now) {
        KeyRules.checkTime(x509(), now);
    }

    public KeyType keyType() {
        return KeyType.of(x509().getPublicKey()).orElseThrow();
    }

    /// Whether images that its holder has signed are signed in the eyes of `project`.
    public boolean isTrustedBy(ProjectId project) {
        return isPublic || project.value().equals(projectId);
    }
}
