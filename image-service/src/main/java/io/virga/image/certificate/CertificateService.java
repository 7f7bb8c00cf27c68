package io.virga.image.certificate;

import io.virga.image.ImageConfig;
import io.virga.image.certificate.SigningCertificate.Draft;
import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.model.CloudException.TooLarge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Whose signatures a project believes. Each method is one transaction.
@ApplicationScoped
class CertificateService {

    private final SigningCertificates certificates;
    private final ImageConfig config;
    private final Clock clock;

    CertificateService(SigningCertificates certificates, ImageConfig config, Clock clock) {
        this.certificates = certificates;
        this.config = config;
        this.clock = clock;
    }

    /// `Invalid` when the certificate breaks one of the `KeyRules`, `Forbidden` when it is to be public and the
    /// caller is no administrator, `TooLarge` when the project has enough of them.
    @Transactional
    SigningCertificate create(Caller caller, Draft draft) {
        var now = clock.instant();
        KeyRules.check(draft.certificate(), now);
        if (draft.isPublic() && !caller.isAdmin()) {
            throw new Forbidden("Only an administrator makes a certificate that all projects trust.");
        }
        var project = caller.project();
        if (certificates.countForAdding(project) >= config.maxCertificates()) {
            throw new TooLarge("A project has at most %d certificates.".formatted(config.maxCertificates()));
        }
        var certificate = new SigningCertificate(project, draft, now);
        certificates.add(certificate);
        return certificate;
    }

    /// Those that the caller's project trusts; without a project, the public ones.
    @Transactional
    List<SigningCertificate> list(Caller caller) {
        return caller.projectScope().map(certificates::trustedBy).orElseGet(certificates::publicOnes);
    }

    @Transactional
    SigningCertificate show(Caller caller, String id) {
        return visible(caller, id);
    }

    /// From now on nobody trusts it. `Forbidden` for a public one of another project.
    @Transactional
    void delete(Caller caller, String id) {
        var certificate = visible(caller, id);
        if (!caller.owns(certificate.project()) || certificate.isPublic() && !caller.isAdmin()) {
            throw new Forbidden("You are not permitted to delete this certificate.");
        }
        certificates.remove(certificate);
    }

    private SigningCertificate visible(Caller caller, String id) {
        return parse(id)
                .flatMap(certificates::find)
                .filter(certificate -> certificate.isPublic() || caller.sees(certificate.project()))
                .orElseThrow(() -> new NotFound("Certificate", id));
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
