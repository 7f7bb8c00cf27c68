package io.virga.identity.role;

import io.virga.identity.domain.Domain;
import io.virga.identity.domain.Domains;
import io.virga.identity.project.Project;
import io.virga.identity.project.Projects;
import io.virga.identity.role.Target.OnSystem;
import io.virga.identity.user.UserService;
import io.virga.identity.user.Users;
import io.virga.model.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Where a user could get a token for: what clients offer to choose from.
@ApplicationScoped
public class ReachService {

    private final Rights rights;
    private final Users users;
    private final Projects projects;
    private final Domains domains;

    ReachService(Rights rights, Users users, Projects projects, Domains domains) {
        this.rights = rights;
        this.users = users;
        this.projects = projects;
        this.domains = domains;
    }

    @Transactional
    List<Project> projectsOf(Caller caller, String userId) {
        UserService.requireSelfOrAdmin(caller, userId, "identity:list_user_projects");
        users.get(userId);
        return projects(userId);
    }

    @Transactional
    public List<Project> projects(String userId) {
        return projects.usable(rights.projectsOf(userId));
    }

    @Transactional
    public List<Domain> domains(String userId) {
        return rights.domainsOf(userId).stream()
                .map(domains::find)
                .flatMap(Optional::stream)
                .filter(Domain::enabled)
                .toList();
    }

    @Transactional
    public boolean system(String userId) {
        return !rights.of(userId, new OnSystem()).isEmpty();
    }
}
