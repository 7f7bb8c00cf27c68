package io.virga.identity.application;

import static io.virga.identity.Cloud.as;
import static io.virga.identity.Cloud.name;

import io.restassured.response.Response;
import io.virga.identity.Cloud;

/// Makes application credentials and logs in by them.
public record Applications(String id, String secret) {

    /// `members` besides the name, such as `"unrestricted":true`.
    public static Response ask(String token, String user, String members) {
        return as(token)
                .body("{\"application_credential\":{\"name\":\"%s\"%s}}"
                        .formatted(name("app"), members.isEmpty() ? "" : "," + members))
                .post("/v3/users/{u}/application_credentials", user);
    }

    public static Applications make(String token, String user, String members) {
        var made = ask(token, user, members).then().statusCode(201).extract();
        return new Applications(made.path("application_credential.id"), made.path("application_credential.secret"));
    }

    public Response tryLogIn() {
        return Cloud.ask(byId(id, secret), "");
    }

    public String logIn() {
        return Cloud.token(tryLogIn());
    }

    public static String byId(String id, String secret) {
        return """
                {"methods":["application_credential"],"application_credential":{"id":"%s","secret":"%s"}}""".formatted(id, secret);
    }
}
