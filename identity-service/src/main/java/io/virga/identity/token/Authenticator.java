package io.virga.identity.token;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.identity.application.ApplicationCredential;
import io.virga.identity.application.ApplicationLogins;
import io.virga.identity.domain.Domain;
import io.virga.identity.domain.Domains;
import io.virga.identity.token.TokenRequest.DomainName;
import io.virga.identity.token.TokenRequest.Proof;
import io.virga.identity.token.TokenRequest.UserName;
import io.virga.identity.totp.OneTimeCodes;
import io.virga.identity.user.PasswordLogin;
import io.virga.identity.user.User;
import io.virga.identity.user.Users;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.audit.AuditTrail;
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

    private final Users users;
    private final Domains domains;
    private final PasswordLogin logins;
    private final TokenVerifier tokens;
    private final ApplicationLogins applications;
    private final OneTimeCodes codes;
    private final AuditTrail trail;

    Authenticator(
            Users users,
            Domains domains,
            PasswordLogin logins,
            TokenVerifier tokens,
            ApplicationLogins applications,
            OneTimeCodes codes,
            AuditTrail trail) {
        this.users = users;
        this.domains = domains;
        this.logins = logins;
        this.tokens = tokens;
        this.applications = applications;
        this.codes = codes;
        this.trail = trail;
    }

    /// Throws `Unauthenticated` when any of the proofs does not hold, or they are of different users.
    Identity identify(List<Proof> proofs) {
        return proofs.stream().map(this::identify).reduce(Identity::and).orElseThrow(Unauthenticated::new);
    }

    /// The user, if they may still log in with what they proved: the password may have been changed since.
    User subject(Identity identity) {
        return users.find(identity.userId())
                .filter(User::enabled)
                .filter(user -> domains.get(user.domainId()).enabled())
                .filter(user -> identity.passwordHash().isEmpty()
                        || identity.passwordHash().equals(user.passwordHash()))
                .filter(user -> user.options().satisfiedBy(identity.methods()))
                .orElseThrow(Unauthenticated::new);
    }

    private Identity identify(Proof proof) {
        return switch (proof) {
            case Proof.Password(var name, var password) -> {
                var found = QuarkusTransaction.requiringNew().call(() -> find(name));
                var user = logins.check(found, name.toString(), password);
                yield Identity.byPassword(user.id(), user.passwordHash().orElseThrow());
            }
            case Proof.Token(var token) -> {
                var claims = tokens.verify(token);
                if (claims.auditIds().size() >= LONGEST_CHAIN) {
                    throw new Unauthenticated();
                }
                yield Identity.byToken(claims);
            }
            case Proof.Totp(var name, var passcode) -> {
                var user =
                        QuarkusTransaction.requiringNew().call(() -> find(name).map(User::id));
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
                .call(() -> given.user().flatMap(this::find).map(User::id));
        return applications.byName(owner, given.name().orElseThrow(), given.secret());
    }

    private Optional<User> find(UserName user) {
        var found = lookUp(user);
        found.ifPresent(known -> trail.attemptBy(known.id(), known.name(), known.domainId()));
        return found;
    }

    private Optional<User> lookUp(UserName user) {
        if (user.id().isPresent()) {
            return users.find(user.id().get());
        }
        return user.domain()
                .flatMap(this::find)
                .flatMap(domain -> users.named(domain.id(), user.name().orElse("")));
    }

    Optional<Domain> find(DomainName domain) {
        return domain.id().isPresent()
                ? domains.find(domain.id().get())
                : domain.name().flatMap(domains::named);
    }
}
