package io.virga.systemtests;

import java.util.UUID;

/// A project with one member, made by the administrator, and the client that works in their name.
record Tenant(Client admin, Client client, String project, String projectId, String user) {

    private static final String PASSWORD = "a-Long-enough-secret-1";

    static Tenant create(Cloud cloud, String program, String prefix) {
        var admin = cloud.admin(program);
        var name = prefix + "-" + UUID.randomUUID().toString().substring(0, 6);
        var id = admin.value("id", "project", "create", name);
        admin.run("user", "create", "--project", name, "--password", PASSWORD, name + "-user");
        admin.run("role", "add", "--project", name, "--user", name + "-user", "member");
        return new Tenant(admin, cloud.user(program, name + "-user", PASSWORD, name), name, id, name + "-user");
    }

    void delete() {
        admin.run("user", "delete", user);
        admin.run("project", "delete", project);
    }
}
