package io.virga.identity.group;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.TextFilter;
import io.virga.identity.project.CallerDomain;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.user.Privileges;
import io.virga.identity.user.User;
import io.virga.identity.user.UserAccess;
import io.virga.identity.user.UserFilter;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Groups and their members. Who leaves a group may lose roles by it: their tokens end.
///
/// Whoever has rights on one domain only changes nothing about groups with power beyond it, or their members.
@ApplicationScoped
public class GroupService {

    private final Groups groups;
    private final UserAccess users;
    private final Privileges privileges;
    private final CallerDomain callerDomain;
    private final RevocationService revocations;
    private final CurrentRule rule;

    GroupService(
            Groups groups,
            UserAccess users,
            Privileges privileges,
            CallerDomain callerDomain,
            RevocationService revocations,
            CurrentRule rule) {
        this.groups = groups;
        this.users = users;
        this.privileges = privileges;
        this.callerDomain = callerDomain;
        this.revocations = revocations;
        this.rule = rule;
    }

    @Transactional
    Group get(String id) {
        var found = groups.find(id);
        rule.require(found.map(group -> Target.domain(group.domainId())).orElseGet(Target::cloud));
        return found.orElseThrow(() -> new NotFound("group", id));
    }

    @Transactional
    List<Group> list(GroupFilter filter) {
        return groups.list(filter.within(rule.onlyDomain()));
    }

    /// With a token of a domain, the groups of that domain, as with Keystone.
    @Transactional
    List<Group> ofUser(String userId, List<TextFilter> names) {
        users.visible(userId);
        return groups.ofUser(userId, rule.onlyDomain(), names);
    }

    @Transactional
    Group create(Caller caller, GroupDraft draft) {
        var domain = users.placeIn(draft.domainId().orElseGet(() -> callerDomain.of(caller)));
        var name = draft.name().orElseThrow();
        refuseTaken(domain.id(), name);
        var group =
                new Group(Ids.random(), domain.id(), name, draft.description().orElse(""), draft.extra());
        groups.add(group);
        return group;
    }

    @Transactional
    Group update(String id, GroupDraft draft) {
        var group = changeable(id);
        if (draft.domainId().filter(domain -> !domain.equals(group.domainId())).isPresent()) {
            throw new Invalid("group.domain_id: a group cannot move to another domain.");
        }
        draft.name().filter(name -> !name.equals(group.name())).ifPresent(name -> {
            refuseTaken(group.domainId(), name);
            group.rename(name);
        });
        draft.description().ifPresent(group::describe);
        group.extend(Extra.merged(group.extra(), draft.extra()));
        return group;
    }

    @Transactional
    void delete(String id) {
        var group = changeable(id);
        groups.members(id).forEach(member -> revocations.tokensOfUser(member.id()));
        revocations.tokensOfGroup(id);
        groups.remove(group);
    }

    @Transactional
    List<User> members(String id, UserFilter filter) {
        get(id);
        return groups.members(id, filter.within(rule.onlyDomain()).where(), filter.page());
    }

    @Transactional
    void join(String id, String userId) {
        changeable(id);
        users.visible(userId);
        groups.join(id, userId);
    }

    @Transactional
    void requireMember(String id, String userId) {
        get(id);
        users.visible(userId);
        if (!groups.has(id, userId)) {
            throw new NotFound("user in group " + id, userId);
        }
    }

    @Transactional
    void leave(String id, String userId) {
        changeable(id);
        requireMember(id, userId);
        revocations.tokensOfUser(userId);
        groups.leave(id, userId);
    }

    private Group changeable(String id) {
        var group = get(id);
        if (!users.reachesAll() && privileges.ofGroupReachBeyondDomain(id)) {
            throw new Forbidden("The group %s has rights beyond this domain, which takes an administrator of the cloud."
                    .formatted(id));
        }
        users.requireKeptHere(group.domainId());
        return group;
    }

    private void refuseTaken(String domainId, String name) {
        if (groups.named(domainId, name).isPresent()) {
            throw new Conflict(
                    "Conflict occurred attempting to store group - Duplicate entry found with name %s at domain ID %s."
                            .formatted(name, domainId));
        }
    }
}
