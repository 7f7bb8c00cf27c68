package io.virga.cli.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.http.Content;
import io.virga.cli.http.Reply;
import io.virga.cli.http.Request;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One service of the cloud: paths in, JSON trees out, refusals as [ApiFailure].
public final class Api {

    private static final String JSON_PATCH = "application/openstack-images-v2.1-json-patch";

    private final Cloud cloud;
    private final Service service;
    private final String microversion;

    Api(Cloud cloud, Service service, String microversion) {
        this.cloud = cloud;
        this.service = service;
        this.microversion = microversion;
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A body with one envelope, as nearly all of OpenStack's are.
    public static ObjectNode wrapped(String envelope, JsonNode content) {
        var body = object();
        body.set(envelope, content);
        return body;
    }

    /// The same service, asked in a newer microversion, unless the user has fixed one.
    public Api at(String version) {
        return microversion == null ? new Api(cloud, service, version) : this;
    }

    /// The newest microversion that both sides know, at most `version`.
    public Api atMost(String version) {
        var newest = get("/").path("version").path("version").asText("");
        return at(newest.isEmpty() ? "2.1" : older(newest, version));
    }

    public boolean isAtLeast(String version) {
        return microversion != null && older(version, microversion).equals(version);
    }

    private static String older(String one, String other) {
        var difference = minor(one) - minor(other);
        return difference <= 0 ? one : other;
    }

    private static int minor(String version) {
        return version.equals("latest") || version.endsWith(".latest")
                ? Integer.MAX_VALUE
                : Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }

    public JsonNode get(String path) {
        return Cloud.tree(accepted("GET", path, null));
    }

    /// What the service answers at a path below its root, where its API's versions begin.
    public JsonNode atRoot(String path) {
        var request = Request.of("GET", service.root(cloud.endpoint(service)) + path);
        return Cloud.tree(accepted(request, null));
    }

    /// The thing at that path, or nothing when the service knows none.
    public Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (ApiFailure refusal) {
            if (refusal.status() == 404 || refusal.status() == 400) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /// Whether something is at that path, of which nothing is told.
    public boolean exists(String path) {
        try {
            accepted("HEAD", path, null);
            return true;
        } catch (ApiFailure refusal) {
            if (refusal.status() == 404) {
                return false;
            }
            throw refusal;
        }
    }

    public JsonNode post(String path, JsonNode body) {
        return Cloud.tree(accepted("POST", path, body));
    }

    /// Posts what makes something of which the answer tells no more than where it is: the end of that path. Empty when
    /// it tells nothing.
    public String idOfMade(String path, JsonNode body) {
        var location = accepted("POST", path, body).header("Location");
        return location == null ? "" : location.substring(location.lastIndexOf('/') + 1);
    }

    public JsonNode put(String path, JsonNode body) {
        return Cloud.tree(accepted("PUT", path, body));
    }

    public JsonNode patch(String path, JsonNode body) {
        return Cloud.tree(accepted("PATCH", path, body));
    }

    /// Changes an image by a list of operations, which is the only thing the image service takes.
    public JsonNode jsonPatch(String path, JsonNode operations) {
        var request = request("PATCH", path).json(operations.toString()).header("Content-Type", JSON_PATCH);
        return Cloud.tree(accepted(request, null));
    }

    public void delete(String path) {
        accepted("DELETE", path, null);
    }

    /// Revokes a token, which need not be the one that this command has logged in with.
    public void deleteToken(String token) {
        accepted(request("DELETE", "/auth/tokens").header("X-Subject-Token", token), null);
    }

    public void upload(String path, Content content) {
        accepted(request("PUT", path).upload(content), null);
    }

    /// Sends a slice of a file with its SHA-256, in lower-case hexadecimal.
    public void upload(String path, Content.Slice slice, String sha256) {
        accepted(request("PUT", path).upload(slice).header("X-Virga-SHA256", sha256), null);
    }

    /// Whether there is something to download: false for an answer without content (204).
    public boolean download(String path, OutputStream sink) {
        return accepted(request("GET", path).header("Accept", "*/*"), sink).status() != 204;
    }

    /// All elements of a collection, page after page.
    public List<JsonNode> list(String path, Query query, String plural) {
        return list(path, query, plural, null);
    }

    /// The first `most` elements of a collection, all when that is null, page after page.
    public List<JsonNode> list(String path, Query query, String plural, Integer most) {
        List<JsonNode> items = new ArrayList<>();
        var parameters = query.toString();
        while (parameters != null && (most == null || items.size() < most)) {
            var page = get(path + parameters);
            page.path(plural).forEach(items::add);
            var next = page.path(plural).isEmpty() ? null : nextPage(page, plural);
            parameters = parameters.equals(next) ? null : next;
        }
        return most == null || items.size() <= most ? items : items.subList(0, most);
    }

    /// The query of the next page. Where the services put it: Glance `next`, Keystone `links.next`, the others
    /// `<plural>_links`. Only the query is followed: the link's host may be one that only the service can reach.
    private static String nextPage(JsonNode page, String plural) {
        var href = page.path("next").asText(page.path("links").path("next").asText(""));
        for (var link : page.path(plural + "_links")) {
            href = "next".equals(link.path("rel").asText()) ? link.path("href").asText() : href;
        }
        return href.contains("?") ? href.substring(href.indexOf('?')) : null;
    }

    private Reply accepted(String method, String path, JsonNode body) {
        var request = request(method, path);
        return accepted(body == null ? request : request.json(body.toString()), null);
    }

    private Reply accepted(Request request, OutputStream sink) {
        var reply = cloud.send(request, sink);
        if (!reply.successful()) {
            throw ApiFailure.of(service, request, reply, cloud.settings());
        }
        return reply;
    }

    private Request request(String method, String path) {
        var request = Request.of(method, cloud.endpoint(service) + path);
        if (microversion == null || service != Service.COMPUTE) {
            return request;
        }
        return request.header("OpenStack-API-Version", "compute " + microversion)
                .header("X-OpenStack-Nova-API-Version", microversion);
    }
}
