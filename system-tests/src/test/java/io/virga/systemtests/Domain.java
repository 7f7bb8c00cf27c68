package io.virga.systemtests;

import static io.virga.systemtests.Client.words;

import java.util.Map;
import java.util.UUID;

/// A domain of a test's own, whose administrator has a role nowhere else. Closing it takes away all that is in it.
/// `program` makes the domain and logs in; what a test only needs to be there is made by the quicker of the clients.
record Domain(Cloud cloud, String program, String name, String id) implements AutoCloseable {

    static final String PASSWORD = "a-Long-enough-secret-1";

    private static final String QUICK = "virga";

    static Domain create(Cloud cloud, String program) {
        var admin = cloud.admin(program);
        var name = "domain-" + UUID.randomUUID().toString().substring(0, 6);
        var domain = new Domain(cloud, program, name, admin.value("id", "domain", "create", name));
        domain.addUser(admin, "head");
        admin.run(words("role add --domain %1$s --user head --user-domain %1$s admin", name));
        return domain;
    }

    Client cloudAdmin() {
        return cloud.admin(program);
    }

    /// The domain's administrator, with the domain as scope.
    Client admin() {
        return admin(program);
    }

    private Client admin(String program) {
        return user(program, "head", Map.of("OS_DOMAIN_NAME", name));
    }

    /// A user of the domain in one of its projects.
    Client user(String user, String project) {
        return user(user, Map.of("OS_PROJECT_NAME", project, "OS_PROJECT_DOMAIN_NAME", name));
    }

    Client user(String user, Map<String, String> scope) {
        return user(program, user, scope);
    }

    private Client user(String program, String user, Map<String, String> scope) {
        return cloud.client(program, Map.of("OS_USERNAME", user, "OS_PASSWORD", PASSWORD, "OS_USER_DOMAIN_NAME", name))
                .with(scope);
    }

    /// The new user's id.
    String addUser(String user) {
        return addUser(admin(QUICK), user);
    }

    String addUser(Client by, String user) {
        return by.value("id", words("user create --domain %s --password %s %s", name, PASSWORD, user));
    }

    void addProject(String project) {
        admin(QUICK).run(words("project create --domain %s %s", name, project));
    }

    /// Gives a user of the domain a role in a project of it.
    void give(String user, String role, String project) {
        admin(QUICK)
                .run(words(
                        "role add --user %2$s --user-domain %1$s --project %3$s --project-domain %1$s %4$s",
                        name, user, project, role));
    }

    @Override
    public void close() {
        var admin = cloud.admin(QUICK);
        admin.run(words("domain set --disable %s", id));
        admin.run(words("domain delete %s", id));
    }
}
