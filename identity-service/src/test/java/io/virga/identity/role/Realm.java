package io.virga.identity.role;

import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.role;

import io.restassured.response.Response;
import io.virga.identity.Cloud;

/// A new domain with a project and, below that, another one.
public record Realm(String name, String domain, String project, String below) {

    public static Realm make() {
        var name = Cloud.name("realm");
        var domain = Cloud.make("domains", "domain", "\"name\":\"%s\"".formatted(name));
        var project = Cloud.make("projects", "project", "\"name\":\"top\",\"domain_id\":\"%s\"".formatted(domain));
        var below = Cloud.make(
                "projects",
                "project",
                "\"name\":\"low\",\"domain_id\":\"%s\",\"parent_id\":\"%s\"".formatted(domain, project));
        return new Realm(name, domain, project, below);
    }

    /// A user of the domain whose password is `secret for them`.
    public String user() {
        return Cloud.make(
                "users",
                "user",
                "\"name\":\"%s\",\"domain_id\":\"%s\",\"password\":\"secret for them\""
                        .formatted(Cloud.name("user"), domain));
    }

    public String group() {
        return Cloud.make(
                "groups", "group", "\"name\":\"%s\",\"domain_id\":\"%s\"".formatted(Cloud.name("group"), domain));
    }

    public String ownRole() {
        return Cloud.make("roles", "role", "\"name\":\"%s\",\"domain_id\":\"%s\"".formatted(Cloud.name("own"), domain));
    }

    /// The token of a new user who has the role on the domain.
    public String tokenOf(String roleName) {
        var user = user();
        put("/v3/domains/%s/users/%s/roles/%s".formatted(domain, user, role(roleName)));
        return Cloud.token(logIn(user, "{\"domain\":{\"id\":\"%s\"}}".formatted(domain)));
    }

    public static Response logIn(String user, String scope) {
        return Cloud.ask(
                "{\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"%s\",\"password\":\"secret for them\"}}}"
                        .formatted(user),
                scope);
    }

    public static Response logInTo(String user, String project) {
        return logIn(user, "{\"project\":{\"id\":\"%s\"}}".formatted(project));
    }

    public static void put(String path) {
        asAdmin().put(path).then().statusCode(204);
    }
}
