package io.virga.identity.user;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.domain.DomainClosed;
import io.virga.identity.domain.Domains;
import io.virga.identity.project.CallerDomain;
import io.virga.identity.project.ProjectGone;
import io.virga.identity.revocation.RevocationService;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;

/// Users come, change and go. A new password, disabling and deleting end the user's tokens.
///
/// Whoever has rights on one domain only changes nothing about users with power beyond it: a new password of theirs
/// would be a way to that power.
@ApplicationScoped
public class UserService {

    private final Users users;
    private final Domains domains;
    private final CallerDomain callerDomain;
    private final RevocationService revocations;
    private final UserPasswords passwords;
    private final UserAccess access;

    UserService(
            Users users,
            Domains domains,
            CallerDomain callerDomain,
            RevocationService revocations,
            UserPasswords passwords,
            UserAccess access) {
        this.users = users;
        this.domains = domains;
        this.callerDomain = callerDomain;
        this.revocations = revocations;
        this.passwords = passwords;
        this.access = access;
    }

    @Transactional
    public User get(String id) {
        return access.visible(id);
    }

    public static void requireSelfOrAdmin(Caller caller, String userId, String action) {
        if (!caller.isAdmin() && !caller.user().value().equals(userId)) {
            throw new Forbidden("You are not authorized to perform the requested action: %s.".formatted(action));
        }
    }

    @Transactional
    List<User> list(UserFilter filter) {
        return users.list(filter.within(access.onlyDomain()));
    }

    /// The hash of a new password, or `Invalid` for a weak one. Slow, and therefore in no transaction.
    String hashed(String password) {
        return passwords.hashed(password);
    }

    @Transactional
    User create(Caller caller, UserDraft draft) {
        var domain = access.placeIn(draft.domainId().orElseGet(() -> callerDomain.of(caller)));
        var name = draft.name().orElseThrow();
        refuseTaken(domain.id(), name);
        var user = new User(Ids.random(), domain.id(), name);
        draft.description().ifPresent(user::describe);
        user.choose(draft.options().appliedTo(user.options().values()));
        draft.passwordHash().ifPresent(hash -> passwords.setByAdmin(user, hash));
        draft.defaultProjectId().ifPresent(project -> workIn(user, project));
        user.enable(draft.enabled().orElse(true));
        user.extend(draft.extra());
        users.add(user);
        return user;
    }

    @Transactional
    User update(String id, UserDraft draft) {
        var user = access.changeable(id);
        if (draft.domainId().filter(domain -> !domain.equals(user.domainId())).isPresent()) {
            throw new Invalid("user.domain_id: a user cannot move to another domain.");
        }
        draft.name().filter(name -> !name.equals(user.name())).ifPresent(name -> {
            refuseTaken(user.domainId(), name);
            user.rename(name);
        });
        draft.description().ifPresent(user::describe);
        user.choose(draft.options().appliedTo(user.options().values()));
        draft.enabled().ifPresent(enabled -> open(user, enabled));
        draft.passwordHash().ifPresent(hash -> {
            revocations.tokensOfUser(id);
            passwords.setByAdmin(user, hash);
        });
        if (draft.dropsPassword()) {
            revocations.tokensOfUser(id);
            user.forgetPassword();
        }
        draft.defaultProjectId().ifPresent(project -> workIn(user, project));
        if (draft.dropsDefaultProject()) {
            user.workIn(null);
        }
        user.extend(Extra.merged(user.extra(), draft.extra()));
        return user;
    }

    @Transactional
    void delete(String id) {
        var user = access.changeable(id);
        revocations.tokensOfUser(id);
        users.remove(user);
    }

    @Transactional
    void closeAll(@Observes DomainClosed domain) {
        users.inDomain(domain.id()).forEach(user -> revocations.tokensOfUser(user.id()));
    }

    @Transactional
    void leave(@Observes ProjectGone project) {
        users.forgetDefaultProject(project.id());
    }

    // Enabling lets in also whoever was locked out, or away for long.
    private void open(User user, boolean enabled) {
        if (user.enabled() && !enabled) {
            revocations.tokensOfUser(user.id());
        }
        if (enabled) {
            passwords.letIn(user);
        }
        user.enable(enabled);
    }

    private void workIn(User user, String projectId) {
        if (domains.find(projectId).isPresent()) {
            throw new Invalid("User's default project ID cannot be a domain ID: %s.".formatted(projectId));
        }
        user.workIn(projectId);
    }

    private void refuseTaken(String domainId, String name) {
        if (users.named(domainId, name).isPresent()) {
            throw new Conflict(
                    "Conflict occurred attempting to store user - Duplicate entry found with name %s at domain ID %s."
                            .formatted(name, domainId));
        }
    }
}
