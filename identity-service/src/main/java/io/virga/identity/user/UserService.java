package io.virga.identity.user;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.domain.DomainClosed;
import io.virga.identity.domain.Domains;
import io.virga.identity.password.Passwords;
import io.virga.identity.project.CallerDomain;
import io.virga.identity.revocation.RevocationService;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Users come, change and go. A new password, disabling and deleting end the user's tokens.
@ApplicationScoped
public class UserService {

    private final Users users;
    private final Domains domains;
    private final CallerDomain callerDomain;
    private final RevocationService revocations;
    private final Passwords passwords;

    UserService(
            Users users,
            Domains domains,
            CallerDomain callerDomain,
            RevocationService revocations,
            Passwords passwords) {
        this.users = users;
        this.domains = domains;
        this.callerDomain = callerDomain;
        this.revocations = revocations;
        this.passwords = passwords;
    }

    /// For those who are not admins, themselves; whether another user exists is not told.
    @Transactional
    public User get(Caller caller, String id) {
        requireSelfOrAdmin(caller, id, "identity:get_user");
        return users.get(id);
    }

    public static void requireSelfOrAdmin(Caller caller, String userId, String action) {
        if (!caller.isAdmin() && !caller.user().value().equals(userId)) {
            throw new Forbidden("You are not authorized to perform the requested action: %s.".formatted(action));
        }
    }

    @Transactional
    List<User> list(Optional<String> name, Optional<String> domainId, Optional<Boolean> enabled) {
        return users.list(name, domainId, enabled);
    }

    @Transactional
    User create(Caller caller, UserDraft draft) {
        var domainId = draft.domainId().orElseGet(() -> callerDomain.of(caller));
        domains.get(domainId);
        var name = draft.name().orElseThrow();
        refuseTaken(domainId, name);
        var user = new User(Ids.random(), domainId, name);
        draft.description().ifPresent(user::describe);
        draft.passwordHash().ifPresent(user::protectWith);
        draft.defaultProjectId().ifPresent(user::workIn);
        user.enable(draft.enabled().orElse(true));
        user.extend(draft.extra());
        users.add(user);
        return user;
    }

    @Transactional
    User update(String id, UserDraft draft) {
        var user = users.get(id);
        if (draft.domainId().filter(domain -> !domain.equals(user.domainId())).isPresent()) {
            throw new Invalid("user.domain_id: a user cannot move to another domain.");
        }
        draft.name().filter(name -> !name.equals(user.name())).ifPresent(name -> {
            refuseTaken(user.domainId(), name);
            user.rename(name);
        });
        var closes =
                user.enabled() && draft.enabled().filter(enabled -> !enabled).isPresent();
        if (closes || draft.passwordHash().isPresent()) {
            revocations.tokensOfUser(id);
        }
        draft.description().ifPresent(user::describe);
        draft.enabled().ifPresent(user::enable);
        draft.passwordHash().ifPresent(user::protectWith);
        draft.defaultProjectId().ifPresent(user::workIn);
        if (draft.dropsDefaultProject()) {
            user.workIn(null);
        }
        user.extend(Extra.merged(user.extra(), draft.extra()));
        return user;
    }

    /// The user's own change, which needs the password they had. Hashing happens outside of transactions: it is slow.
    void changePassword(String id, String original, String next) {
        var known = QuarkusTransaction.requiringNew().call(() -> users.find(id).flatMap(User::passwordHash));
        if (!passwords.matches(original, known)) {
            throw new Unauthenticated();
        }
        var hash = passwords.hash(next);
        QuarkusTransaction.requiringNew().run(() -> {
            var user = users.get(id);
            if (!user.passwordHash().equals(known)) {
                throw new Conflict("The password was changed by somebody else in the meantime.");
            }
            revocations.tokensOfUser(id);
            user.protectWith(hash);
        });
    }

    @Transactional
    void delete(String id) {
        var user = users.get(id);
        revocations.tokensOfUser(id);
        users.remove(user);
    }

    @Transactional
    void closeAll(@Observes DomainClosed domain) {
        users.list(Optional.empty(), Optional.of(domain.id()), Optional.empty())
                .forEach(user -> revocations.tokensOfUser(user.id()));
    }

    private void refuseTaken(String domainId, String name) {
        if (users.named(domainId, name).isPresent()) {
            throw new Conflict(
                    "Conflict occurred attempting to store user - Duplicate entry found with name %s at domain ID %s."
                            .formatted(name, domainId));
        }
    }
}
