package io.virga.network;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.virga.testing.TestIdentity;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Speaks to the service under test as one caller.
public record Api(String token, Map<String, String> headers) {

    public static Api admin() {
        return new Api(TestIdentity.admin());
    }

    /// A member of a project that nobody else works in.
    public static Api stranger() {
        return new Api(TestIdentity.member(UUID.randomUUID().toString().replace("-", "")));
    }

    /// Compute, asking for a member of `project`.
    public static Api onBehalfOf(String project) {
        return new Api(
                TestIdentity.service(),
                Map.of(
                        "X-On-Behalf-Of-Project", project,
                        "X-On-Behalf-Of-User", "someone",
                        "X-On-Behalf-Of-Roles", "member,reader"));
    }

    public Api(String token) {
        this(token, Map.of());
    }

    public RequestSpecification request() {
        return given().header("X-Auth-Token", token).headers(headers).contentType(ContentType.JSON);
    }

    public ValidatableResponse get(String path, Object... parameters) {
        return request().get("/v2.0/" + path, parameters).then();
    }

    public ValidatableResponse post(String path, Object body) {
        return request().body(body).post("/v2.0/" + path).then();
    }

    public ValidatableResponse put(String path, Object body) {
        return request().body(body).put("/v2.0/" + path).then();
    }

    public ValidatableResponse delete(String path) {
        return request().delete("/v2.0/" + path).then();
    }

    /// Creates one thing and returns its id. `attributes` are keys and values by turns.
    public String create(String collection, Object... attributes) {
        var singular = collection.replaceAll("s$", "").replace('-', '_');
        return post(collection, Map.of(singular, map(attributes)))
                .statusCode(201)
                .extract()
                .path(singular + ".id");
    }

    public static Map<String, Object> map(Object... attributes) {
        var map = new HashMap<String, Object>();
        for (int i = 0; i < attributes.length; i += 2) {
            map.put((String) attributes[i], attributes[i + 1]);
        }
        return map;
    }
}
