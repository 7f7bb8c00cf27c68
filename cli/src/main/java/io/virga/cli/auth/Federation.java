package io.virga.cli.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.http.HttpTransport;
import io.virga.cli.http.Reply;
import io.virga.cli.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Logs in at an OpenID Connect identity provider, whose access token the identity service takes for a login.
///
/// The settings are those of keystoneauth's plugins `v3oidcpassword`, `v3oidcclientcredentials`, `v3oidcauthcode` and
/// `v3oidcaccesstoken`.
final class Federation {

    private final CloudSettings settings;
    private final HttpTransport http;

    Federation(CloudSettings settings, HttpTransport http) {
        this.settings = settings;
        this.http = http;
    }

    /// Asks the identity service for a token without a scope.
    Request request(String identity) {
        var provider = Query.encoded(settings.required("identity_provider"));
        var protocol = Query.encoded(settings.required("protocol"));
        var url = identity + "/OS-FEDERATION/identity_providers/" + provider + "/protocols/" + protocol + "/auth";
        return Request.of("POST", url).header("Authorization", "Bearer " + accessToken());
    }

    private String accessToken() {
        var type = settings.required("auth_type");
        return switch (type) {
            case "v3oidcaccesstoken" -> settings.required("access_token");
            case "v3oidcpassword" ->
                granted(
                        "password",
                        Map.of(
                                "username", settings.required("username"),
                                "password", settings.required("password"),
                                "scope", scope()));
            case "v3oidcclientcredentials" -> granted("client_credentials", Map.of("scope", scope()));
            case "v3oidcauthcode" ->
                granted(
                        "authorization_code",
                        Map.of(
                                "code", settings.required("code"),
                                "redirect_uri", settings.required("redirect_uri")));
            default ->
                throw CliFailure.of("The authentication type '" + type + "' is not supported.")
                        .advise("Use v3oidcpassword, v3oidcclientcredentials, v3oidcauthcode or v3oidcaccesstoken.");
        };
    }

    private String scope() {
        return settings.get("openid_scope", "openid profile");
    }

    private String granted(String grant, Map<String, String> proof) {
        Map<String, String> form = new LinkedHashMap<>(proof);
        form.put("grant_type", grant);
        var client = settings.required("client_id");
        var secret = settings.get("client_secret");
        if (secret.isEmpty()) {
            form.put("client_id", client);
        }
        var request = Request.of("POST", tokenEndpoint()).form(encoded(form));
        var reply = http.send(secret.map(text -> request.header("Authorization", basic(client, text)))
                .orElse(request));
        var kind = settings.get("access_token_type", "access_token");
        var token = accepted(reply).path(kind).asText("");
        if (token.isEmpty()) {
            throw CliFailure.of("The identity provider answered, but with no " + kind + ".")
                    .advise("Is " + request.url() + " its token endpoint, and 'openid' among the scopes?");
        }
        return token;
    }

    private String tokenEndpoint() {
        var known = settings.get("access_token_endpoint");
        if (known.isPresent()) {
            return known.get();
        }
        var discovery = settings.get("discovery_endpoint")
                .orElseThrow(() -> CliFailure.of("It is not known where the identity provider issues tokens.")
                        .advise("Give OS_ACCESS_TOKEN_ENDPOINT, or OS_DISCOVERY_ENDPOINT, the address that ends in"
                                + " /.well-known/openid-configuration."));
        var found = accepted(http.send(Request.of("GET", discovery)))
                .path("token_endpoint")
                .asText("");
        if (found.isEmpty()) {
            throw CliFailure.of("The identity provider's document at " + discovery + " names no token_endpoint.")
                    .advise("Check OS_DISCOVERY_ENDPOINT, or give OS_ACCESS_TOKEN_ENDPOINT.");
        }
        return found;
    }

    private JsonNode accepted(Reply reply) {
        if (reply.successful()) {
            return Cloud.tree(reply);
        }
        throw CliFailure.of(
                        "The identity provider refused the login: " + reason(reply) + " (HTTP " + reply.status() + ")")
                .advise("Check " + settings.origin() + ": username, password, client_id and client_secret.");
    }

    /// The error of RFC 6749, section 5.2.
    private static String reason(Reply reply) {
        if (!reply.text().strip().startsWith("{")) {
            return "it gave no reason";
        }
        var error = Cloud.tree(reply);
        return error.path("error_description").asText(error.path("error").asText("it gave no reason"));
    }

    private static String basic(String client, String secret) {
        var pair = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + Query.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }
}
