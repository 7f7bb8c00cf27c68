package io.virga.image.signature;

import io.virga.image.certificate.SigningCertificates;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/// Begins the verification of what images claim.
@ApplicationScoped
public class Signatures {

    private final SigningCertificates certificates;
    private final Clock clock;

    Signatures(SigningCertificates certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    /// What the bytes have to pass; empty for an image that claims nothing.
    ///
    /// `Invalid` when the claim makes no sense, when there is no such certificate for the image's owner, when it is
    /// not valid now, and when its key is another one.
    @Transactional
    public Optional<SignatureCheck> begin(Optional<SignatureClaim> claim) {
        return claim.map(this::begin);
    }

    private SignatureCheck begin(SignatureClaim claim) {
        claim.require();
        var certificate = certificates
                .find(claim.certificate(), claim.owner())
                .orElseThrow(() -> new Invalid("%s: certificate %s could not be found."
                        .formatted(SignatureClaim.CERTIFICATE, claim.certificate())));
        certificate.requireValid(clock.instant());
        return SignatureCheck.of(claim, certificate);
    }
}
