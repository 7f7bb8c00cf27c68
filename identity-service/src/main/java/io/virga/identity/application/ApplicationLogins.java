package io.virga.identity.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.identity.Ids;
import io.virga.identity.password.LoginGuard;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/// Checks the secrets that programs log in with. What failed is never said, and one that does not exist takes as long
/// as a wrong secret.
@ApplicationScoped
public class ApplicationLogins {

    private final ApplicationCredentials credentials;
    private final Secrets secrets;

    private final LoginGuard guard;

    ApplicationLogins(ApplicationCredentials credentials, Secrets secrets, LoginGuard guard) {
        this.credentials = credentials;
        this.secrets = secrets;
        this.guard = guard;
    }

    /// Throws `Unauthenticated` when there is no such credential, it has expired, or the secret is another.
    public ApplicationCredential byId(String id, String secret) {
        return prove(id, secret, () -> credentials.findGood(id));
    }

    /// `userId` is empty for a user who does not exist.
    public ApplicationCredential byName(Optional<String> userId, String name, String secret) {
        return prove(userId + name, secret, () -> userId.flatMap(owner -> credentials.findGood(owner, name)));
    }

    private ApplicationCredential prove(
            String calledAs, String secret, Supplier<Optional<ApplicationCredential>> search) {
        var who = Ids.digest(calledAs);
        guard.requireRoom(who);
        var credential = QuarkusTransaction.requiringNew().call(search::get);
        if (!secrets.match(secret, credential)) {
            guard.failed(who);
            throw new Unauthenticated();
        }
        return credential.orElseThrow(Unauthenticated::new);
    }
}
