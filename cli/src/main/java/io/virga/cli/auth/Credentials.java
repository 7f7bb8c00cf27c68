package io.virga.cli.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.failure.CliFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Turns settings into the body of `POST /v3/auth/tokens`: who asks, and for which scope.
final class Credentials {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DEFAULT_DOMAIN = "default";

    private final CloudSettings settings;

    Credentials(CloudSettings settings) {
        this.settings = settings;
    }

    /// Whether the same credentials can get a second token after the first one has expired.
    boolean renewable() {
        return !authType().equals("v3oidcauthcode")
                && (federated()
                        || methods().stream().noneMatch(method -> method.equals("token") || method.equals("totp")));
    }

    /// Whether an identity provider is asked first, and its word is then exchanged for a token without a scope.
    boolean federated() {
        return authType().startsWith("v3oidc");
    }

    ObjectNode request() {
        var methods = methods();
        Map<String, ObjectNode> proofs = new LinkedHashMap<>();
        methods.forEach(method -> proofs.put(method, proof(method)));
        return request(proofs, methods.contains("application_credential") ? null : scope());
    }

    /// Asks for the wanted scope with a token that has none; nothing when no scope is wanted.
    Optional<ObjectNode> rescoping(Token unscoped) {
        var scope = scope();
        return scope == null
                ? Optional.empty()
                : Optional.of(request(Map.of("token", JSON.objectNode().put("id", unscoped.id())), scope));
    }

    private static ObjectNode request(Map<String, ObjectNode> proofs, ObjectNode scope) {
        var request = JSON.objectNode();
        var auth = request.putObject("auth");
        var identity = auth.putObject("identity");
        var methods = identity.putArray("methods");
        proofs.forEach((method, proof) -> {
            methods.add(method);
            identity.set(method, proof);
        });
        if (scope != null) {
            auth.set("scope", scope);
        }
        return request;
    }

    private List<String> methods() {
        var type = authType();
        return type.equals("v3multifactor")
                ? Stream.of(settings.get("auth_methods", "v3password,v3totp").split(","))
                        .map(one -> method(one.strip()))
                        .toList()
                : List.of(method(type));
    }

    private static String method(String type) {
        return switch (type) {
            case "password", "v3password" -> "password";
            case "token", "v3token" -> "token";
            case "v3totp" -> "totp";
            case "v3applicationcredential" -> "application_credential";
            default ->
                throw CliFailure.of("The authentication type '" + type + "' is not supported.")
                        .advise("Use password, token, v3applicationcredential, v3totp, v3multifactor, v3oidcpassword,"
                                + " v3oidcclientcredentials or v3oidcaccesstoken (--os-auth-type, OS_AUTH_TYPE).");
        };
    }

    private String authType() {
        return settings.get("auth_type", inferredType());
    }

    private String inferredType() {
        if (settings.has("application_credential_secret")) {
            return "v3applicationcredential";
        }
        return settings.has("token") && !settings.has("password") ? "token" : "password";
    }

    private ObjectNode proof(String method) {
        return switch (method) {
            case "token" -> JSON.objectNode().put("id", settings.required("token"));
            case "application_credential" -> applicationCredential();
            case "totp" -> ofUser("passcode");
            default -> ofUser("password");
        };
    }

    private ObjectNode ofUser(String secret) {
        var proof = JSON.objectNode();
        proof.set("user", user().put(secret, settings.required(secret)));
        return proof;
    }

    private ObjectNode applicationCredential() {
        var proof = JSON.objectNode().put("secret", settings.required("application_credential_secret"));
        if (settings.has("application_credential_id")) {
            return proof.put("id", settings.required("application_credential_id"));
        }
        proof.put("name", settings.required("application_credential_name"));
        proof.set("user", user());
        return proof;
    }

    private ObjectNode user() {
        if (settings.has("user_id")) {
            return JSON.objectNode().put("id", settings.required("user_id"));
        }
        var user = JSON.objectNode().put("name", settings.required("username"));
        user.set("domain", domain("user_domain"));
        return user;
    }

    private ObjectNode scope() {
        var scope = JSON.objectNode();
        if (settings.has("trust_id")) {
            scope.putObject("OS-TRUST:trust").put("id", settings.required("trust_id"));
            return scope;
        }
        if (settings.has("system_scope")) {
            requireAll(settings.required("system_scope"));
            scope.putObject("system").put("all", true);
            return scope;
        }
        if (settings.has("project_id") || settings.has("project_name")) {
            scope.set("project", project());
            return scope;
        }
        if (settings.has("domain_id") || settings.has("domain_name")) {
            scope.set("domain", domain("domain"));
            return scope;
        }
        return null;
    }

    private static void requireAll(String system) {
        if (!system.equals("all")) {
            throw CliFailure.of("The scope of the system is '" + system + "'.")
                    .advise("There is only one: --os-system-scope all, or OS_SYSTEM_SCOPE=all.");
        }
    }

    private ObjectNode project() {
        if (settings.has("project_id")) {
            return JSON.objectNode().put("id", settings.required("project_id"));
        }
        var project = JSON.objectNode().put("name", settings.required("project_name"));
        project.set("domain", domain("project_domain"));
        return project;
    }

    private ObjectNode domain(String kind) {
        var id = settings.get(kind + "_id");
        var name = settings.get(kind + "_name");
        if (id.isEmpty() && name.isPresent()) {
            return JSON.objectNode().put("name", name.get());
        }
        return JSON.objectNode().put("id", id.orElse(settings.get("default_domain", DEFAULT_DOMAIN)));
    }
}
