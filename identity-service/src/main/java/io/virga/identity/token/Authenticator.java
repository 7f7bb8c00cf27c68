package io.virga.identity.token;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.identity.application.ApplicationCredential;
import io.virga.identity.application.ApplicationLogins;
import io.virga.identity.domain.Domain;
import io.virga.identity.token.TokenRequest.DomainName;
import io.virga.identity.token.TokenRequest.Proof;
import io.virga.identity.totp.OneTimeCodes;
import io.virga.identity.user.User;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.token.TokenVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds out who somebody is. What failed is never said, and an unknown user takes as long as a wrong password.
@ApplicationScoped
class Authenticator {

    /// More re-scopings than this in a row need the password again.
    private static final int LONGEST_CHAIN = 32;

    private final NamedUsers named;
    private final PasswordProof passwords;
    private final TokenVerifier tokens;
    private final ApplicationLogins applications;
    private final OneTimeCodes codes;
    private final Receipts receipts;

    Authenticator(
            NamedUsers named,
            PasswordProof passwords,
            TokenVerifier tokens,
            ApplicationLogins applications,
            OneTimeCodes codes,
            Receipts receipts) {
        this.named = named;
        this.passwords = passwords;
        this.tokens = tokens;
        this.applications = applications;
        this.codes = codes;
        this.receipts = receipts;
    }

    /// Throws `Unauthenticated` when any of the proofs does not hold, or they are of different users.
    Identity identify(List<Proof> proofs) {
        return proofs.stream().map(this::identify).reduce(Identity::and).orElseThrow(Unauthenticated::new);
    }

    /// The user, if they may still log in with what they proved: the password may have been changed since.
    User subject(Identity identity) {
        return named.enabled(identity.userId())
                .filter(user -> identity.passwordHash().isEmpty()
                        || identity.passwordHash().equals(user.passwordHash()))
                .orElseThrow(Unauthenticated::new);
    }

    private Identity identify(Proof proof) {
        return switch (proof) {
            case Proof.Password(var name, var password) -> passwords.check(name, password);
            case Proof.Token(var token) -> {
                var claims = tokens.verify(token);
                if (claims.auditIds().size() >= LONGEST_CHAIN) {
                    throw new Unauthenticated();
                }
                yield Identity.byToken(claims);
            }
            case Proof.Earlier(var receipt) -> receipts.read(receipt);
            case Proof.Totp(var name, var passcode) -> {
                var user = QuarkusTransaction.requiringNew()
                        .call(() -> named.find(name).map(User::id));
                codes.require(user, passcode);
                yield Identity.by("totp", user.orElseThrow(), Optional.empty(), Instant.MAX);
            }
            case Proof.ApplicationCredential given -> Identity.byApplication(prove(given));
        };
    }

    private ApplicationCredential prove(Proof.ApplicationCredential given) {
        if (given.id().isPresent()) {
            return applications.byId(given.id().get(), given.secret());
        }
        var owner = QuarkusTransaction.requiringNew()
                .call(() -> given.user().flatMap(named::find).map(User::id));
        return applications.byName(owner, given.name().orElseThrow(), given.secret());
    }

    Optional<Domain> find(DomainName domain) {
        return named.find(domain);
    }
}
