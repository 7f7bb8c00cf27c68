package io.virga.identity.federation.login;

import static io.restassured.RestAssured.given;
import static io.virga.identity.Cloud.asAdmin;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/// The identity provider of `TestIssuer.company()`, with a mapping by which its users log in.
public final class Company {

    static final String ID = "company";
    static final String MAPPING = "company-people";

    // One team is a project, with the role `member`; a group `group-…` is a group here, too.
    private static final String RULES = """
            [{"local":[{"user":{"name":"{0}"}}],"remote":[{"type":"preferred_username"}]},
             {"local":[{"projects":[{"name":"{0}","roles":[{"name":"member"}]}]}],
              "remote":[{"type":"groups","whitelist":["^team-"],"regex":true}]},
             {"local":[{"groups":"{0}","domain":{"id":"default"}}],
              "remote":[{"type":"groups","whitelist":["^group-"],"regex":true}]}]""";

    private Company() {}

    /// Lets its users log in, if they cannot yet.
    public static void trust() {
        if (asAdmin().get("/v3/OS-FEDERATION/mappings/" + MAPPING).statusCode() == 404) {
            put("mappings/" + MAPPING, "{\"mapping\":{\"rules\":%s}}".formatted(RULES), 201);
            put("identity_providers/" + ID, "{\"identity_provider\":{\"enabled\":true}}", 201);
            put(
                    "identity_providers/company/protocols/openid",
                    "{\"protocol\":{\"mapping_id\":\"%s\"}}".formatted(MAPPING),
                    201);
        }
    }

    static String domain() {
        return asAdmin()
                .get("/v3/OS-FEDERATION/identity_providers/" + ID)
                .then()
                .extract()
                .path("identity_provider.domain_id");
    }

    public static Response logIn(String access) {
        return given().header("Authorization", "Bearer " + access)
                .post("/v3/OS-FEDERATION/identity_providers/company/protocols/openid/auth");
    }

    /// A token of ours in the project, for the access token.
    public static String exchanged(String access, String project) {
        return given().contentType("application/json")
                .body("{\"bearer\":{\"access_token\":\"%s\",\"project\":\"%s\"}}".formatted(access, project))
                .post("/v3/auth/bearer")
                .then()
                .statusCode(201)
                .extract()
                .header("X-Subject-Token");
    }

    /// Asks with the access token itself.
    public static RequestSpecification inProject(String access, String project) {
        return given().header("Authorization", "Bearer " + access).header("OpenStack-Project", project);
    }

    static void put(String path, String body, int status) {
        asAdmin().body(body).put("/v3/OS-FEDERATION/" + path).then().statusCode(status);
    }
}
