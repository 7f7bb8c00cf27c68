package io.virga.image.metadef;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.metadef.MetadefCalls.NAMESPACES;
import static io.virga.image.metadef.MetadefCalls.newName;
import static io.virga.image.metadef.MetadefCalls.post;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever has been given a name is found by it, and by its link.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class OddNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:b",
                "a b",
                " a",
                "a+b",
                "a%b",
                "a%2Fb",
                "a?b",
                "a#b",
                "a;b=c",
                "a&b",
                "a\\b",
                "ö",
                "\uD83D\uDE00",
                "a\"b",
                "{a}",
                "a,b",
                "...",
                "objects",
                "'",
                "*"
            })
    void everythingIsFoundByItsName(String suffix) {
        var name = newName() + suffix;
        var text = JsonNodeFactory.instance.textNode(suffix).toString();
        var self = post(admin(), NAMESPACES, """
                {"namespace": %s, "objects": [{"name": %s}], "tags": [{"name": %s}],
                 "properties": {%s: {"title": "", "type": "string"}},
                 "resource_type_associations": [{"name": %s}]}""".formatted(
                                JsonNodeFactory.instance.textNode(name), text, text, text, text))
                .statusCode(201)
                .extract()
                .<String>path("self");
        var path = NAMESPACES + "/" + encoded(name);

        plain().get(self).then().statusCode(200).body("namespace", equalTo(name));
        plain().get(path).then().statusCode(200).body("namespace", equalTo(name));
        var object = plain().get(path + "/objects/" + encoded(suffix))
                .then()
                .statusCode(200)
                .body("name", equalTo(suffix));
        plain().get(object.extract().<String>path("self"))
                .then()
                .statusCode(200)
                .body("name", equalTo(suffix));
        for (var part : new String[] {"properties", "tags"}) {
            plain().get(path + "/" + part + "/" + encoded(suffix))
                    .then()
                    .statusCode(200)
                    .body("name", equalTo(suffix));
        }
        plain().get(NAMESPACES + "?marker=" + encoded(name)).then().statusCode(200);
        for (var part : new String[] {"objects/", "properties/", "tags/", "resource_types/"}) {
            plain().delete(path + "/" + part + encoded(suffix)).then().statusCode(204);
        }
        plain().delete(path).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%ff", "%2F", "a%2Fb", "%2E%2E", "%C3", "a%00b", "%0A"})
    void whatCannotBeANameIsTheNameOfNothing(String segment) {
        plain().get(NAMESPACES + "/" + segment + "/objects").then().statusCode(404);
        plain().get(NAMESPACES + "/" + segment + "/objects/" + segment).then().statusCode(404);
    }

    private static RequestSpecification plain() {
        return admin().urlEncodingEnabled(false);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
