package io.virga.identity.token;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.identity.directory.Directories;
import io.virga.identity.domain.Domain;
import io.virga.identity.token.TokenRequest.UserName;
import io.virga.identity.user.PasswordLogin;
import io.virga.identity.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/// Holds a name and a password against each other, wherever the password is kept.
@ApplicationScoped
class PasswordProof {

    private final NamedUsers named;
    private final PasswordLogin logins;
    private final Directories directories;

    PasswordProof(NamedUsers named, PasswordLogin logins, Directories directories) {
        this.named = named;
        this.logins = logins;
        this.directories = directories;
    }

    Identity check(UserName name, String password) {
        var user = logins.check(known(name, password), name.toString(), password);
        return user.passwordHash()
                .map(hash -> Identity.byPassword(user.id(), hash))
                .orElseGet(() -> Identity.by("password", user.id(), Optional.empty(), Instant.MAX));
    }

    // Somebody may be new in the directory that keeps the users of a domain. It is read again only for those who know
    // their password there: a guess must neither cost nor take longer for a name that nobody has.
    private Optional<User> known(UserName name, String password) {
        var found = QuarkusTransaction.requiringNew().call(() -> named.find(name));
        if (found.isPresent()) {
            return found;
        }
        var elsewhere = QuarkusTransaction.requiringNew()
                .call(() -> name.domain().flatMap(named::find).map(Domain::id))
                .filter(directories::hold);
        return elsewhere.flatMap(domainId -> {
            logins.requireElsewhere(domainId, name.name().orElse(""), name.toString(), password);
            directories.refreshNow(domainId);
            return QuarkusTransaction.requiringNew().call(() -> named.find(name));
        });
    }
}
