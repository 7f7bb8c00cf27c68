package io.virga.identity.group;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.identity.domain.Domains;
import io.virga.identity.project.CallerDomain;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.user.User;
import io.virga.identity.user.UserService;
import io.virga.identity.user.Users;
import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Groups and their members. Who leaves a group may lose roles by it: their tokens end.
@ApplicationScoped
public class GroupService {

    private final Groups groups;
    private final Users users;
    private final Domains domains;
    private final CallerDomain callerDomain;
    private final RevocationService revocations;

    GroupService(
            Groups groups, Users users, Domains domains, CallerDomain callerDomain, RevocationService revocations) {
        this.groups = groups;
        this.users = users;
        this.domains = domains;
        this.callerDomain = callerDomain;
        this.revocations = revocations;
    }

    @Transactional
    Group get(String id) {
        return groups.get(id);
    }

    @Transactional
    List<Group> list(Optional<String> name, Optional<String> domainId) {
        return groups.list(name, domainId);
    }

    @Transactional
    List<Group> ofUser(Caller caller, String userId) {
        UserService.requireSelfOrAdmin(caller, userId, "identity:list_groups_for_user");
        users.get(userId);
        return groups.ofUser(userId);
    }

    @Transactional
    Group create(Caller caller, GroupDraft draft) {
        var domainId = draft.domainId().orElseGet(() -> callerDomain.of(caller));
        domains.get(domainId);
        var name = draft.name().orElseThrow();
        refuseTaken(domainId, name);
        var group = new Group(Ids.random(), domainId, name, draft.description().orElse(""), draft.extra());
        groups.add(group);
        return group;
    }

    @Transactional
    Group update(String id, GroupDraft draft) {
        var group = groups.get(id);
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
        var group = groups.get(id);
        groups.members(id).forEach(member -> revocations.tokensOfUser(member.id()));
        revocations.tokensOfGroup(id);
        groups.remove(group);
    }

    @Transactional
    List<User> members(String id) {
        groups.get(id);
        return groups.members(id);
    }

    @Transactional
    void join(String id, String userId) {
        groups.get(id);
        users.get(userId);
        groups.join(id, userId);
    }

    @Transactional
    void requireMember(String id, String userId) {
        groups.get(id);
        users.get(userId);
        if (!groups.has(id, userId)) {
            throw new NotFound("user in group " + id, userId);
        }
    }

    @Transactional
    void leave(String id, String userId) {
        requireMember(id, userId);
        revocations.tokensOfUser(userId);
        groups.leave(id, userId);
    }

    private void refuseTaken(String domainId, String name) {
        if (!groups.list(Optional.of(name), Optional.of(domainId)).isEmpty()) {
            throw new Conflict(
                    "Conflict occurred attempting to store group - Duplicate entry found with name %s at domain ID %s."
                            .formatted(name, domainId));
        }
    }
}
