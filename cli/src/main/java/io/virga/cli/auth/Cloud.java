package io.virga.cli.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.http.HttpTransport;
import io.virga.cli.http.Reply;
import io.virga.cli.http.Request;
import java.io.OutputStream;
import java.util.regex.Pattern;

/// One login at one cloud: gets a token when the first request needs it, finds services in the catalog, and logs in
/// again, once, when a service says that the token is no longer good. Several threads may send at once.
public final class Cloud {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern EXPIRED = Pattern.compile("password is expired .* for user: (\\w+)");

    private final CloudSettings settings;
    private final HttpTransport http;
    private final Credentials credentials;
    private Token token;

    public Cloud(CloudSettings settings, HttpTransport http) {
        this.settings = settings;
        this.http = http;
        this.credentials = new Credentials(settings);
    }

    public CloudSettings settings() {
        return settings;
    }

    /// Changes the password of the user who asks, also one that has expired.
    public void changePassword(JsonNode body) {
        var users = Service.IDENTITY.versioned(settings.required("auth_url")) + "/users/";
        var request = Request.of("POST", users + ownId() + "/password").json(body.toString());
        var reply = http.send(request);
        if (!reply.successful()) {
            throw ApiFailure.of(Service.IDENTITY, request, reply, settings);
        }
    }

    // Whoever comes with an expired password gets no token, but is told which user they are.
    private String ownId() {
        try {
            return token().userId();
        } catch (ApiFailure refusal) {
            var told = EXPIRED.matcher(refusal.getMessage());
            if (told.find()) {
                return told.group(1);
            }
            throw refusal;
        }
    }

    public Api identity() {
        return new Api(this, Service.IDENTITY, null);
    }

    /// At the microversion of `--os-compute-api-version`, else at the oldest, 2.1, which every Nova speaks.
    public Api compute() {
        return new Api(
                this,
                Service.COMPUTE,
                settings.get("compute_api_version")
                        .filter(version -> version.contains("."))
                        .orElse(null));
    }

    public Api image() {
        return new Api(this, Service.IMAGE, null);
    }

    public Api network() {
        return new Api(this, Service.NETWORK, null);
    }

    public Api api(Service service) {
        return switch (service) {
            case IDENTITY -> identity();
            case COMPUTE -> compute();
            case IMAGE -> image();
            case NETWORK -> network();
            case PLACEMENT -> new Api(this, Service.PLACEMENT, null);
        };
    }

    public synchronized Token token() {
        if (token == null) {
            token = logIn();
        }
        return token;
    }

    private Token logIn() {
        var identity = Service.IDENTITY.versioned(settings.required("auth_url"));
        var tokens = Request.of("POST", identity + "/auth/tokens");
        if (!credentials.federated()) {
            return issued(tokens.json(credentials.request().toString()));
        }
        var unscoped = issued(new Federation(settings, http).request(identity));
        return credentials
                .rescoping(unscoped)
                .map(request -> issued(tokens.json(request.toString())))
                .orElse(unscoped);
    }

    private Token issued(Request request) {
        var reply = http.send(request);
        var id = reply.header("X-Subject-Token");
        if (!reply.successful()) {
            throw ApiFailure.of(Service.IDENTITY, request, reply, settings);
        }
        if (id == null) {
            throw CliFailure.of(request.url() + " answered, but with no token.")
                    .advise("Is OS_AUTH_URL the address of an identity service? It usually ends in :5000/v3.");
        }
        return new Token(id, tree(reply).path("token"));
    }

    String endpoint(Service service) {
        var override = settings.get(service.label() + "_endpoint_override");
        var url = override.orElseGet(() -> {
            var wanted = settings.get("interface", "public").replace("URL", "");
            return service == Service.IDENTITY && token().catalog().isEmpty()
                    ? settings.required("auth_url")
                    : token().endpoint(service, wanted, settings.get("region_name"));
        });
        return service.versioned(url);
    }

    /// Sends a request with the token; the answer's status is the caller's business.
    Reply send(Request request, OutputStream sink) {
        var used = token();
        var reply = http.send(request.header("X-Auth-Token", used.id()), sink);
        if (reply.status() == 401 && credentials.renewable() && request.isRepeatable()) {
            discard(used);
            return http.send(request.header("X-Auth-Token", token().id()), sink);
        }
        return reply;
    }

    // Another thread may have renewed it already.
    private synchronized void discard(Token used) {
        if (token == used) {
            token = null;
        }
    }

    static JsonNode tree(Reply reply) {
        if (reply.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(reply.text());
        } catch (JsonProcessingException e) {
            throw CliFailure.of("The service answered something other than JSON.")
                    .advise("Is the address the API's own? --debug shows request and answer.");
        }
    }
}
