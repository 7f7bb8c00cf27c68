package io.virga.identity;

import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.ask;
import static io.virga.identity.Cloud.role;
import static io.virga.identity.Cloud.token;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A new domain, and the tokens of users who have a role on it.
public record OfDomain(String id, String name, Map<String, String> tokens) {

    /// With one user of the domain for each of `roles`.
    public static OfDomain with(String... roles) {
        var name = Cloud.name("dom");
        var id = Cloud.make("domains", "domain", "\"name\":\"%s\"".formatted(name));
        return new OfDomain(
                id,
                name,
                List.of(roles).stream().collect(Collectors.toMap(role -> role, role -> logIn(user(id), id, role))));
    }

    public String as(String role) {
        return tokens.get(role);
    }

    public String make(String collection, String kind, String name) {
        return Cloud.make(collection, kind, "\"name\":\"%s\",\"domain_id\":\"%s\"".formatted(name, id));
    }

    /// A user whose password is "pw".
    public static String user(String domain) {
        return Cloud.make(
                "users",
                "user",
                "\"name\":\"%s\",\"password\":\"pw\",\"domain_id\":\"%s\"".formatted(Cloud.name("u"), domain));
    }

    public static String byId(String user, String password) {
        return "{\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"%s\",\"password\":\"%s\"}}}"
                .formatted(user, password);
    }

    private static String logIn(String user, String domain, String role) {
        asAdmin()
                .put("/v3/domains/{d}/users/{u}/roles/{r}", domain, user, role(role))
                .then()
                .statusCode(204);
        return token(ask(byId(user, "pw"), "{\"domain\":{\"id\":\"%s\"}}".formatted(domain)));
    }
}
