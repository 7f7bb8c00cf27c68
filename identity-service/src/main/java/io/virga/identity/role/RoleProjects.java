package io.virga.identity.role;

import io.virga.identity.project.Project;
import io.virga.identity.project.UserProjects;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells the projects where users have roles.
@ApplicationScoped
class RoleProjects implements UserProjects {

    private final Reach reach;

    RoleProjects(Reach reach) {
        this.reach = reach;
    }

    @Override
    public Set<String> of(String userId) {
        return reach.projects(userId, List.of()).stream().map(Project::id).collect(Collectors.toSet());
    }
}
