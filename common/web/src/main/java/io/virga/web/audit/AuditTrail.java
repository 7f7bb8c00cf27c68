package io.virga.web.audit;

import io.virga.contract.identity.TokenClaims;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/// What an operation adds to its own audit record, where the call does not tell by itself. Texts are bounded and made
/// printable when the record is written; whoever calls these sees to it that they are no secrets.
@RequestScoped
public class AuditTrail {

    private static final String AUTHENTICATE = "authenticate";

    private String action;
    private TokenClaims issued;
    private Person tried;

    /// A user as the database knows them.
    record Person(String id, String name, String domainId) {}

    /// What is done, in CADF's words (`authenticate`, `revoke`, `update/reboot`), instead of what the method says.
    public void action(String word) {
        action = word;
    }

    /// Who logs in. Only for a user who exists: what else is typed into the field of a name may be a password.
    public void attemptBy(String userId, String name, String domainId) {
        action = AUTHENTICATE;
        tried = new Person(userId, name, domainId);
    }

    /// The token that the call has made; its user is who called.
    public void issued(TokenClaims claims) {
        action = AUTHENTICATE;
        issued = claims;
    }

    /// The log-in was only the beginning of the call: what comes now is what is recorded.
    public void onlyBegan() {
        action = null;
        issued = null;
        tried = null;
    }

    Optional<String> action() {
        return Optional.ofNullable(action);
    }

    Optional<TokenClaims> issued() {
        return Optional.ofNullable(issued);
    }

    Optional<Person> tried() {
        return Optional.ofNullable(tried);
    }
}
