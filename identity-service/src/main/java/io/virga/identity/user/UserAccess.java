package io.virga.identity.user;

import io.virga.identity.directory.Directories;
import io.virga.identity.domain.Domain;
import io.virga.identity.domain.Domains;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/// How far the caller's rights reach among users: themselves, those of their domain, or all. Whether a user out of
/// reach exists is not told.
@ApplicationScoped
public class UserAccess {

    private final Users users;
    private final Domains domains;
    private final Privileges privileges;
    private final CurrentRule rule;
    private final Directories directories;

    UserAccess(Users users, Domains domains, Privileges privileges, CurrentRule rule, Directories directories) {
        this.users = users;
        this.domains = domains;
        this.privileges = privileges;
        this.rule = rule;
        this.directories = directories;
    }

    /// The user, when the present rule lets the caller see them.
    @Transactional
    public User visible(String id) {
        var found = users.find(id);
        rule.require(found.map(user -> Target.user(id, user.domainId())).orElseGet(Target::cloud));
        return found.orElseThrow(() -> new NotFound("user", id));
    }

    /// The user, when the caller may change what they are and how they log in.
    User changeable(String id) {
        var user = visible(id);
        if (!reachesAll() && privileges.reachBeyondDomain(id)) {
            throw new Forbidden("The user %s has rights beyond this domain, which takes an administrator of the cloud."
                    .formatted(id));
        }
        requireKeptHere(user.domainId());
        return user;
    }

    /// The domain, when the caller may put something into it.
    public Domain placeIn(String domainId) {
        var domain = domains.find(domainId);
        rule.require(domain.map(found -> Target.domain(found.id())).orElseGet(Target::cloud));
        requireKeptHere(domainId);
        return domain.orElseThrow(() -> new NotFound("domain", domainId));
    }

    /// `Forbidden` for a domain whose users and groups are kept outside of this cloud.
    public void requireKeptHere(String domainId) {
        directories.refuseChange(domainId);
    }

    /// The domain that a listing must keep to.
    public Optional<String> onlyDomain() {
        return rule.onlyDomain();
    }

    /// Whether the caller is more than somebody of one domain.
    public boolean reachesAll() {
        return rule.admits(Target.cloud());
    }
}
