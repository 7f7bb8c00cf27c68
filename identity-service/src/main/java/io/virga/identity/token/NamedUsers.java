package io.virga.identity.token;

import io.virga.identity.domain.Domain;
import io.virga.identity.domain.Domains;
import io.virga.identity.token.TokenRequest.DomainName;
import io.virga.identity.token.TokenRequest.UserName;
import io.virga.identity.user.User;
import io.virga.identity.user.Users;
import io.virga.web.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Users and domains as requests name them.
@ApplicationScoped
class NamedUsers {

    private final Users users;
    private final Domains domains;
    private final AuditTrail trail;

    NamedUsers(Users users, Domains domains, AuditTrail trail) {
        this.users = users;
        this.domains = domains;
        this.trail = trail;
    }

    /// Whoever is found is the one whose attempt to log in is recorded.
    Optional<User> find(UserName user) {
        var found = lookUp(user);
        found.ifPresent(known -> trail.attemptBy(known.id(), known.name(), known.domainId()));
        return found;
    }

    private Optional<User> lookUp(UserName user) {
        if (user.id().isPresent()) {
            return users.find(user.id().get());
        }
        return user.domain()
                .flatMap(this::idOf)
                .flatMap(domainId -> users.named(domainId, user.name().orElse("")));
    }

    private Optional<String> idOf(DomainName domain) {
        return domain.id().or(() -> find(domain).map(Domain::id));
    }

    Optional<Domain> find(DomainName domain) {
        return domain.id().isPresent()
                ? domains.find(domain.id().get())
                : domain.name().flatMap(domains::named);
    }

    /// The user, if they and their domain are enabled.
    Optional<User> enabled(String id) {
        return users.find(id)
                .filter(User::enabled)
                .filter(user -> domains.get(user.domainId()).enabled());
    }
}
