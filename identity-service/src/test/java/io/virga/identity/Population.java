package io.virga.identity;

import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.byPassword;
import static io.virga.identity.Cloud.name;
import static io.virga.identity.Cloud.role;

/// A domain with a project, a group and a user for each role, made by the API.
record Population(String domain, String project, String group, String outsidersProject) {

    static final String PASSWORD = "a long enough passphrase";

    static Population make() {
        var domain = Cloud.make("domains", "domain", named());
        var project = Cloud.make("projects", "project", named() + in(domain));
        var group = Cloud.make("groups", "group", named() + in(domain));
        var other = Cloud.make("domains", "domain", named());
        return new Population(domain, project, group, Cloud.make("projects", "project", named() + in(other)));
    }

    /// A user of the domain, who has no role.
    String user() {
        return Cloud.make("users", "user", named() + in(domain) + ",\"password\":\"%s\"".formatted(PASSWORD));
    }

    /// A token of a new user who has the role on `where`, such as `projects/{id}`, and is scoped to that.
    String token(String role, String where, String scope) {
        return token(user(), role, where, scope);
    }

    static String token(String user, String role, String where, String scope) {
        asAdmin()
                .put("/v3/" + where + "/users/" + user + "/roles/" + role(role))
                .then()
                .statusCode(204);
        return Cloud.token(ask(byId(user), scope));
    }

    /// A token of a new user whom `trustor`, a member of the project, trusts to be them.
    static String trusted(String token, String trustor, Population there) {
        var trustee = there.user();
        String trust = Cloud.as(token)
                .body("""
                        {"trust":{"trustor_user_id":"%s","trustee_user_id":"%s","project_id":"%s","impersonation":true,
                         "roles":[{"name":"member"}]}}""".formatted(trustor, trustee, there.project()))
                .post("/v3/OS-TRUST/trusts")
                .then()
                .statusCode(201)
                .extract()
                .path("trust.id");
        return Cloud.token(ask(byId(trustee), scoped("OS-TRUST:trust", trust)));
    }

    String unscoped() {
        return Cloud.token(ask(byId(user()), "\"unscoped\""));
    }

    static String service() {
        return Cloud.token(ask(byPassword("compute", "compute-secret"), Cloud.inProject("service")));
    }

    static String byId(String user) {
        return """
                {"methods":["password"],"password":{"user":{"id":"%s","password":"%s"}}}""".formatted(user, PASSWORD);
    }

    static String scoped(String kind, String id) {
        return "{\"%s\":{\"id\":\"%s\"}}".formatted(kind, id);
    }

    private static String named() {
        return "\"name\":\"%s\"".formatted(name("access"));
    }

    private static String in(String domain) {
        return ",\"domain_id\":\"%s\"".formatted(domain);
    }
}
