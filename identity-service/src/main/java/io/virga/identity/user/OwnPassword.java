package io.virga.identity.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.identity.domain.Domains;
import io.virga.identity.revocation.RevocationService;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;

/// Users change their own password. The present one is what proves who they are: no token is needed, and an expired
/// password can be changed.
@ApplicationScoped
public class OwnPassword {

    private final Users users;
    private final Domains domains;
    private final PasswordLogin login;
    private final UserPasswords passwords;
    private final RevocationService revocations;
    private final UserAccess access;

    OwnPassword(
            Users users,
            Domains domains,
            PasswordLogin login,
            UserPasswords passwords,
            RevocationService revocations,
            UserAccess access) {
        this.users = users;
        this.domains = domains;
        this.login = login;
        this.passwords = passwords;
        this.revocations = revocations;
        this.access = access;
    }

    /// Hashing happens outside of transactions: it is slow.
    void change(String id, String original, String next) {
        var found = QuarkusTransaction.requiringNew().call(() -> users.find(id));
        var known = login.prove(found, id, original);
        access.requireKeptHere(known.domainId());
        if (!QuarkusTransaction.requiringNew()
                .call(() -> domains.get(known.domainId()).enabled())) {
            throw new Unauthenticated();
        }
        passwords.requireChoosable(known, next);
        var hash = passwords.hashed(next);
        QuarkusTransaction.requiringNew().run(() -> {
            var user = users.get(id);
            if (!user.passwordHash().equals(known.passwordHash())) {
                throw new Conflict("The password was changed by somebody else in the meantime.");
            }
            revocations.tokensOfUser(id);
            passwords.setByUser(user, hash);
        });
    }
}
