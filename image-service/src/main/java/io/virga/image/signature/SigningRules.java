package io.virga.image.signature;

import io.virga.image.certificate.SigningCertificates;
import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ImageId;
import io.virga.model.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hibernate.Session;

/// Which projects take signed images alone, and what that means. A project for which nobody has said so takes
/// any.
@ApplicationScoped
public class SigningRules {

    private static final Pattern PROJECT = Pattern.compile("[^\\p{Cntrl}]{1,64}");

    private final Session session;
    private final SigningCertificates certificates;

    SigningRules(Session session, SigningCertificates certificates) {
        this.session = session;
        this.certificates = certificates;
    }

    /// Of the caller's project when none is named. `Forbidden` when the project is not the caller's to see.
    @Transactional
    public SigningView show(Caller caller, Optional<String> named) {
        var project = project(caller, named);
        if (!caller.sees(project)) {
            throw new Forbidden("You are not permitted to see the rule of project %s.".formatted(project));
        }
        return new SigningView(project.value(), signedOnly(project));
    }

    /// It counts from the next server on. `Forbidden` when the project is not the caller's to change.
    @Transactional
    SigningView set(Caller caller, Optional<String> named, boolean signedOnly) {
        var project = project(caller, named);
        if (!caller.owns(project)) {
            throw new Forbidden("You are not permitted to change the rule of project %s.".formatted(project));
        }
        session.merge(new SigningRule(project.value(), signedOnly));
        return new SigningView(project.value(), signedOnly);
    }

    private static ProjectId project(Caller caller, Optional<String> named) {
        if (named.filter(id -> !PROJECT.matcher(id).matches()).isPresent()) {
            throw new Invalid("project_id: a project's id has 1 to 64 printable characters.");
        }
        return named.map(ProjectId::new).orElseGet(caller::project);
    }

    private boolean signedOnly(ProjectId project) {
        return Optional.ofNullable(session.find(SigningRule.class, project.value()))
                .filter(SigningRule::signedOnly)
                .isPresent();
    }

    /// Whether the project takes signed images alone. `Forbidden` when it does and what was proved of this one is not
    /// enough: the certificate must be one that the project trusts today; that it may have expired does not matter.
    @Transactional(TxType.MANDATORY)
    public boolean requireUsable(ProjectId project, ImageId image, Optional<Proof> proof) {
        if (!signedOnly(project)) {
            return false;
        }
        if (proof.isEmpty()) {
            throw refused(image, "it has no verified signature");
        }
        var certificate = proof.get().trustedBy();
        if (certificate.isEmpty()) {
            throw refused(image, "the certificate that its signature was verified with was deleted");
        }
        if (certificates.find(certificate.get(), project).isEmpty()) {
            throw refused(image, "it was signed with a certificate that this project does not trust");
        }
        return true;
    }

    private static Forbidden refused(ImageId image, String why) {
        return new Forbidden(
                "Image %s cannot be used here: the project takes signed images only, and %s.".formatted(image, why));
    }
}
