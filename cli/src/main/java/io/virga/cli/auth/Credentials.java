package io.virga.cli.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.failure.CliFailure;

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
        return !method().equals("token");
    }

    ObjectNode request() {
        var request = JSON.objectNode();
        var auth = request.putObject("auth");
        var identity = auth.putObject("identity");
        var method = method();
        identity.putArray("methods").add(method);
        identity.set(method, proof(method));
        var scope = method.equals("application_credential") ? null : scope();
        if (scope != null) {
            auth.set("scope", scope);
        }
        return request;
    }

    private String method() {
        var type = settings.get("auth_type", inferredType());
        return switch (type) {
            case "password", "v3password" -> "password";
            case "token", "v3token" -> "token";
            case "v3applicationcredential" -> "application_credential";
            default ->
                throw CliFailure.of("The authentication type '" + type + "' is not supported.")
                        .advise("Use password, token or v3applicationcredential (--os-auth-type, OS_AUTH_TYPE).");
        };
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
            default -> {
                var proof = JSON.objectNode();
                proof.set("user", user().put("password", settings.required("password")));
                yield proof;
            }
        };
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
        if (settings.has("system_scope")) {
            var scope = JSON.objectNode();
            scope.putObject("system").put("all", true);
            return scope;
        }
        if (settings.has("project_id") || settings.has("project_name")) {
            var scope = JSON.objectNode();
            scope.set("project", project());
            return scope;
        }
        if (settings.has("domain_id") || settings.has("domain_name")) {
            var scope = JSON.objectNode();
            scope.set("domain", domain("domain"));
            return scope;
        }
        return null;
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
