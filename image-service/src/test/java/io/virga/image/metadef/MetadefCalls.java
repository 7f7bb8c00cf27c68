package io.virga.image.metadef;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.as;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/// The calls that most tests of metadata definitions make.
public final class MetadefCalls {

    public static final String NAMESPACES = "/v2/metadefs/namespaces";

    private MetadefCalls() {}

    /// A name that nothing else has, of the kind that namespaces have.
    public static String newName() {
        return "Test::" + UUID.randomUUID();
    }

    public static ValidatableResponse post(RequestSpecification caller, String path, String body) {
        return caller.contentType("application/json").body(body).post(path).then();
    }

    public static ValidatableResponse put(RequestSpecification caller, String path, String body) {
        return caller.contentType("application/json").body(body).put(path).then();
    }

    /// Made by an administrator. `more` are further members of the body.
    public static String namespace(String more) {
        var name = newName();
        post(admin(), NAMESPACES, """
                {"namespace": "%s"%s}""".formatted(name, more.isEmpty() ? "" : ", " + more))
                .statusCode(201);
        return name;
    }

    public static String publicNamespace() {
        return namespace("\"visibility\": \"public\"");
    }

    /// Of a project that the administrator does not work in.
    public static String privateNamespaceOf(String project) {
        return namespace("\"owner\": \"%s\"".formatted(project));
    }

    public static String path(String namespace) {
        return NAMESPACES + "/" + namespace;
    }

    public static ValidatableResponse get(String token, String path) {
        return as(token).get(path).then();
    }
}
