package io.virga.identity.bootstrap;

import io.virga.identity.IdentityConfig;
import io.virga.identity.Ids;
import io.virga.identity.domain.Domain;
import io.virga.identity.domain.Domains;
import io.virga.identity.password.Passwords;
import io.virga.identity.project.Project;
import io.virga.identity.project.Projects;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.Grants;
import io.virga.identity.role.Role;
import io.virga.identity.role.Roles;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import io.virga.identity.user.User;
import io.virga.identity.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/// The first domain, roles, projects and users.
@ApplicationScoped
class BootstrapAccounts {

    /// Each implies the next.
    private static final List<String> LADDER = List.of("admin", "manager", "member", "reader");

    private static final String ADMIN = "admin";
    private static final String SERVICE = "service";

    private final Domains domains;
    private final Projects projects;
    private final Users users;
    private final Roles roles;
    private final Grants grants;
    private final Passwords passwords;

    BootstrapAccounts(
            Domains domains, Projects projects, Users users, Roles roles, Grants grants, Passwords passwords) {
        this.domains = domains;
        this.projects = projects;
        this.users = users;
        this.roles = roles;
        this.grants = grants;
        this.passwords = passwords;
    }

    void ensure(IdentityConfig.Bootstrap config) {
        if (domains.find(Domain.DEFAULT_ID).isEmpty()) {
            domains.add(new Domain(Domain.DEFAULT_ID, "Default", "The default domain"));
        }
        ensureRoles();
        ensureAdmin(config);
        ensureServices(config.servicePasswords());
    }

    private void ensureRoles() {
        role(SERVICE);
        for (var i = 0; i < LADDER.size() - 1; i++) {
            roles.imply(role(LADDER.get(i)).id(), role(LADDER.get(i + 1)).id());
        }
    }

    // The password is a first one: once there is an admin, only the API changes it.
    private void ensureAdmin(IdentityConfig.Bootstrap config) {
        var project = project(ADMIN, "The cloud's administrators");
        var user = users.named(Domain.DEFAULT_ID, ADMIN).orElseGet(() -> {
            var password = config.adminPassword()
                    .filter(text -> !text.isBlank())
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    "There is no administrator yet: set identity.bootstrap.admin-password for the first start."));
            return user(ADMIN, password, project);
        });
        grants.grant(
                new OfUser(user.id()), new OnProject(project.id()), role(ADMIN).id());
        grants.grant(new OfUser(user.id()), new OnSystem(), role(ADMIN).id());
    }

    // The services read their passwords from the same configuration, which is therefore the truth for them.
    private void ensureServices(Map<String, String> configured) {
        var project = project(SERVICE, "The cloud's own services");
        configured.forEach((name, password) -> {
            var user = users.named(Domain.DEFAULT_ID, name).orElseGet(() -> user(name, password, project));
            user.makeIndispensable();
            if (!passwords.matches(password, user.passwordHash())) {
                user.protectWith(passwords.hash(password));
            }
            grants.grant(
                    new OfUser(user.id()),
                    new OnProject(project.id()),
                    role(SERVICE).id());
        });
    }

    private Role role(String name) {
        return roles.named(name).orElseGet(() -> {
            var role = new Role(Ids.random(), null, name);
            role.protect(true);
            roles.add(role);
            return role;
        });
    }

    private Project project(String name, String description) {
        return projects.named(Domain.DEFAULT_ID, name).orElseGet(() -> {
            var project = new Project(Ids.random(), Domain.DEFAULT_ID, name, description);
            projects.add(project);
            return project;
        });
    }

    private User user(String name, String password, Project project) {
        var user = new User(Ids.random(), Domain.DEFAULT_ID, name);
        user.protectWith(passwords.hash(password));
        user.workIn(project.id());
        user.makeIndispensable();
        users.add(user);
        return user;
    }
}
