package io.virga.identity.role;

import io.virga.identity.domain.Domain;
import io.virga.identity.project.Project;
import io.virga.identity.role.Target.OnSystem;
import io.virga.identity.user.UserService;
import io.virga.identity.user.Users;
import io.virga.model.Caller;
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

    ReachService(Rights rights, Reach reach, Users users) {
        this.rights = rights;
        this.reach = reach;
        this.users = users;
    }

    @Transactional
    List<Project> projectsOf(Caller caller, String userId) {
        UserService.requireSelfOrAdmin(caller, userId, "identity:list_user_projects");
        users.get(userId);
        return projects(userId);
    }

    @Transactional
    public List<Project> projects(String userId) {
        return projects(userId, List.of());
    }

    @Transactional
    public List<Project> projects(String userId, Collection<String> groupIds) {
        return reach.projects(userId, groupIds);
    }

    @Transactional
    public List<Domain> domains(String userId) {
        return domains(userId, List.of());
    }

    @Transactional
    public List<Domain> domains(String userId, Collection<String> groupIds) {
        return reach.domains(userId, groupIds);
    }

    @Transactional
    public boolean system(String userId) {
        return system(userId, List.of());
    }

    @Transactional
    public boolean system(String userId, Collection<String> groupIds) {
        return !rights.of(userId, groupIds, new OnSystem()).isEmpty();
    }
}
