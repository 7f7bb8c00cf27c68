package io.virga.image.certificate;

import io.virga.model.ProjectId;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/// The certificates that there are.
@ApplicationScoped
public class SigningCertificates {

    private final Session session;

    SigningCertificates(Session session) {
        this.session = session;
    }

    public Optional<SigningCertificate> find(UUID id) {
        return Optional.ofNullable(session.find(SigningCertificate.class, id));
    }

    /// If the project trusts it.
    public Optional<SigningCertificate> find(UUID id, ProjectId project) {
        return find(id).filter(certificate -> certificate.isTrustedBy(project));
    }

    /// The project's own and the public ones, the oldest first.
    List<SigningCertificate> trustedBy(ProjectId project) {
        return session.createQuery(
                        "from SigningCertificate where projectId = :project or isPublic order by createdAt, id",
                        SigningCertificate.class)
                .setParameter("project", project.value())
                .list();
    }

    List<SigningCertificate> publicOnes() {
        return session.createQuery(
                        "from SigningCertificate where isPublic order by createdAt, id", SigningCertificate.class)
                .list();
    }

    /// How many the project has. Requests of one project that add some queue up here until their transactions
    /// end, so that two cannot both take the last place (SEC-53).
    long countForAdding(ProjectId project) {
        Column.of(session, "select 1 from pg_advisory_xact_lock(hashtext(:key))", Integer.class)
                .setParameter("key", project.value() + "/certificates")
                .getSingleResult();
        return session.createQuery("select count(*) from SigningCertificate where projectId = :project", Long.class)
                .setParameter("project", project.value())
                .getSingleResult();
    }

    void add(SigningCertificate certificate) {
        session.persist(certificate);
    }

    /// Images whose signature was verified with it say from now on that it is gone.
    void remove(SigningCertificate certificate) {
        session.createNativeMutationQuery(
                        "update images set signature_certificate = null where signature_certificate = :id")
                .setParameter("id", certificate.id())
                .executeUpdate();
        session.remove(certificate);
    }
}
