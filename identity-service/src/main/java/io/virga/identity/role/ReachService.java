package io.virga.identity.role;

import io.virga.identity.domain.Domain;
import io.virga.identity.project.Project;
import io.virga.identity.role.Target.OnSystem;
import io.virga.identity.user.Users;
import io.virga.web.CurrentRule;
import io.virga.web.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;

/// Where a user could get a token for: what clients offer to choose from. `groupIds` are groups that the user counts as
/// a member of for now, on top of the known ones.
@ApplicationScoped
public class ReachService {

    private final Rights rights;
    private final Reach reach;
    private final Users users;
    private final CurrentRule rule;

    ReachService(Rights rights, Reach reach, Users users, CurrentRule rule) {
        this.rights = rights;
        this.reach = reach;
        this.users = users;
        this.rule = rule;
    }

    @Transactional
    List<Project> projectsOf(String userId) {
        var user = users.find(userId);
        rule.require(user.map(known -> Target.user(userId, known.domainId())).orElseGet(Target::cloud));
        return reach.projects(users.get(userId).id(), List.of());
    }

    @Transactional
    public List<Project> projects(String userId, Collection<String> groupIds) {
        return reach.projects(userId, groupIds);
    }

    @Transactional
    public List<Domain> domains(String userId, Collection<String> groupIds) {
        return reach.domains(userId, groupIds);
    }

    @Transactional
    public boolean system(String userId, Collection<String> groupIds) {
        return !rights.of(userId, groupIds, new OnSystem()).isEmpty();
    }
}
