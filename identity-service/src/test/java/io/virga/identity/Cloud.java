package io.virga.identity;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/// Speaks to the service under test as its clients do: logs in by password and carries the token along.
public final class Cloud {

    public static final String ADMIN_PASSWORD = "a first password";

    private static String adminToken;

    private Cloud() {}

    public static RequestSpecification asAdmin() {
        return as(adminToken());
    }

    public static RequestSpecification as(String token) {
        return given().header("X-Auth-Token", token).contentType(ContentType.JSON);
    }

    /// The same one for all tests.
    public static synchronized String adminToken() {
        if (adminToken == null) {
            adminToken = token(logIn("admin", ADMIN_PASSWORD, "admin"));
        }
        return adminToken;
    }

    public static String token(Response loggedIn) {
        return loggedIn.then().statusCode(201).extract().header("X-Subject-Token");
    }

    /// Asks for a token in a project of the Default domain.
    public static Response logIn(String user, String password, String project) {
        return ask(byPassword(user, password), inProject(project));
    }

    public static Response ask(String identity, String scope) {
        var body = "{\"auth\":{\"identity\":%s%s}}".formatted(identity, scope.isEmpty() ? "" : ",\"scope\":" + scope);
        return given().contentType(ContentType.JSON).body(body).post("/v3/auth/tokens");
    }

    public static String byPassword(String user, String password) {
        return """
                {"methods":["password"],"password":{"user":{"name":"%s","domain":{"id":"default"},"password":"%s"}}}""".formatted(user, password);
    }

    public static String byToken(String token) {
        return "{\"methods\":[\"token\"],\"token\":{\"id\":\"%s\"}}".formatted(token);
    }

    public static String inProject(String name) {
        return "{\"project\":{\"name\":\"%s\",\"domain\":{\"id\":\"default\"}}}".formatted(name);
    }

    public static String name(String start) {
        return start + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /// Makes a thing by `POST /v3/{collection}` and returns its id.
    public static String make(String collection, String kind, String members) {
        return asAdmin()
                .body("{\"%s\":{%s}}".formatted(kind, members))
                .post("/v3/" + collection)
                .then()
                .statusCode(201)
                .extract()
                .path(kind + ".id");
    }

    public static String role(String name) {
        return asAdmin()
                .get("/v3/roles?name=" + name)
                .then()
                .statusCode(200)
                .extract()
                .path("roles[0].id");
    }

    public static void grant(String user, String project, String role) {
        asAdmin()
                .put("/v3/projects/{p}/users/{u}/roles/{r}", project, user, role(role))
                .then()
                .statusCode(204);
    }

    /// A new user with the role `member` in a new project.
    public static Tenant tenant() {
        var name = name("tenant");
        var project = make("projects", "project", "\"name\":\"%s\"".formatted(name));
        var user = make("users", "user", "\"name\":\"%s\",\"password\":\"%s\"".formatted(name, name));
        grant(user, project, "member");
        return new Tenant(name, user, project);
    }

    /// The name is the user's, the project's and the password.
    public record Tenant(String name, String userId, String projectId) {
        public String logIn() {
            return token(Cloud.logIn(name, name, name));
        }
    }
}
