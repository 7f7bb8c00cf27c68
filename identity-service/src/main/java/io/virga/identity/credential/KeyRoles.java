package io.virga.identity.credential;

import io.virga.identity.project.Projects;
import io.virga.identity.role.Rights;
import io.virga.identity.role.Role;
import io.virga.identity.role.Target.OnProject;
import io.virga.model.CloudException.Forbidden;
import io.virga.web.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;

/// Decides what an EC2 key hands on: of the roles that its user has in its project when it is made, those that the
/// token has too which makes it. Roles that the user gets later are not among them.
@ApplicationScoped
class KeyRoles {

    private final Projects projects;
    private final Rights rights;
    private final CurrentCaller current;

    KeyRoles(Projects projects, Rights rights, CurrentCaller current) {
        this.projects = projects;
        this.rights = rights;
        this.current = current;
    }

    /// Puts the key into the project. Users do so with a token for that project, which tells nothing of
    /// others: `Forbidden` otherwise. Administrators do so for everybody and anywhere; `NotFound` when there
    /// is no such project.
    void place(Credential key, String projectId) {
        var caller = current.get();
        var here = caller.projectScope()
                .filter(scope -> scope.value().equals(projectId))
                .isPresent();
        if (!here && !caller.isAdmin()) {
            throw new Forbidden("An EC2 key is made with a token for its project.");
        }
        projects.get(projectId);
        var own = key.userId().equals(caller.user().value());
        Predicate<Role> kept = role -> !own || !here || caller.has(role.name());
        key.belongTo(projectId);
        key.handOn(rights.of(key.userId(), List.of(), new OnProject(projectId)).stream()
                .filter(kept)
                .map(Role::id)
                .toList());
    }
}
