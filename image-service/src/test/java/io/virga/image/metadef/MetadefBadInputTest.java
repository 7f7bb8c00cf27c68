package io.virga.image.metadef;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.metadef.MetadefCalls.NAMESPACES;
import static io.virga.image.metadef.MetadefCalls.namespace;
import static io.virga.image.metadef.MetadefCalls.newName;
import static io.virga.image.metadef.MetadefCalls.path;
import static io.virga.image.metadef.MetadefCalls.post;
import static io.virga.image.metadef.MetadefCalls.put;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent: the right status in the service's envelope, and nothing changed.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class MetadefBadInputTest {

    private static final String PROPERTY = "\"title\": \"t\", \"type\": \"string\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"namespace\": 1}",
                "{\"namespace\": \"\"}",
                "{\"namespace\": \"a/b\"}",
                "{\"namespace\": \"..\"}",
                "{\"namespace\": \"a\\nb\"}",
                "{\"namespace\": \"a\\u0000\"}",
                "{\"namespace\": \"a\\ud800\"}"
            })
    void aNamespaceThatIsNone(String body) {
        post(admin(), NAMESPACES, body).statusCode(400).body(containsString("<h1>400 Bad Request</h1>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\": 1",
                "\"id\": \"x\"",
                "\"display_name\": 1",
                "\"description\": {}",
                "\"visibility\": \"shared\"",
                "\"visibility\": 1",
                "\"protected\": \"perhaps\"",
                "\"owner\": \"\"",
                "\"owner\": []",
                "\"tags\": {}",
                "\"tags\": [\"a\"]",
                "\"tags\": [{}]",
                "\"tags\": [{\"name\": \"a\", \"x\": 1}]",
                "\"tags\": [{\"name\": \"a/b\"}]",
                "\"objects\": {}",
                "\"objects\": [{}]",
                "\"objects\": [{\"name\": \"a\", \"x\": 1}]",
                "\"objects\": [{\"name\": \"a\", \"required\": \"b\"}]",
                "\"objects\": [{\"name\": \"a\", \"required\": [1]}]",
                "\"objects\": [{\"name\": \"a\", \"properties\": []}]",
                "\"objects\": [{\"name\": \"a\", \"properties\": {\"p\": {}}}]",
                "\"objects\": [{\"name\": \"a\", \"properties\": {\"p\": 1}}]",
                "\"properties\": []",
                "\"properties\": {\"p\": null}",
                "\"properties\": {\"p\": {\"title\": \"t\"}}",
                "\"properties\": {\"p\": {\"type\": \"string\"}}",
                "\"properties\": {\"\": {\"title\": \"t\", \"type\": \"string\"}}",
                "\"properties\": {\"a/b\": {\"title\": \"t\", \"type\": \"string\"}}",
                "\"resource_type_associations\": [{}]",
                "\"resource_type_associations\": [{\"name\": \"a\", \"prefix\": 1}]",
                "\"resource_type_associations\": [{\"name\": \"a\", \"x\": 1}]"
            })
    void aMemberThatMakesNoSense(String member) {
        var name = newName();
        var body = "{\"namespace\": \"%s\", %s}".formatted(name, member);
        post(admin(), NAMESPACES, body).statusCode(400);
        admin().get(path(name)).then().statusCode(404);

        var existing = namespace("\"description\": \"as it was\"");
        put(admin(), path(existing), body).statusCode(400);
        admin().get(path(existing)).then().statusCode(200).body("description", equalTo("as it was"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\": 1",
                "\"type\": \"text\"",
                "\"title\": 1",
                "\"minimum\": \"1\"",
                "\"maximum\": 1e999",
                "\"maximum\": 1e21",
                "\"minLength\": -1",
                "\"maxLength\": 1.5",
                "\"maxItems\": 99999999999",
                "\"pattern\": 1",
                "\"readonly\": []",
                "\"enum\": \"a\"",
                "\"enum\": [null]",
                "\"enum\": [\"a\\u0000\"]",
                "\"enum\": [\"a\\udc00\"]",
                "\"operators\": [1]",
                "\"required\": [{}]",
                "\"default\": [[[[[1]]]]]",
                "\"default\": {\"a\\u0000\": 1}",
                "\"items\": []",
                "\"items\": {\"type\": \"any\"}",
                "\"items\": {\"x\": 1}"
            })
    void aPropertyThatIsNone(String member) {
        var properties = path(namespace("")) + "/properties";
        var body = member.startsWith("\"t")
                ? "{\"name\": \"p\", %s}".formatted(member)
                : "{\"name\": \"p\", %s, %s}".formatted(PROPERTY, member);

        post(admin(), properties, body).statusCode(400).body(containsString("<h1>400 Bad Request</h1>"));
        admin().get(properties + "/p").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"self", "schema", "created_at", "updated_at"})
    void whatOnlyTheServiceSays(String attribute) {
        var name = newName();
        post(admin(), NAMESPACES, "{\"namespace\": \"%s\", \"%s\": \"x\"}".formatted(name, attribute))
                .statusCode(403);
        admin().get(path(name)).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"name\": 1}", "{\"name\": \"\"}", "{\"name\": \"a\", \"x\": 1}"})
    void aPartThatIsNone(String body) {
        var existing = path(namespace("\"tags\": [{\"name\": \"t\"}], \"objects\": [{\"name\": \"o\"}]"));

        for (var collection : new String[] {"/objects", "/properties", "/resource_types", "/tags"}) {
            post(admin(), existing + collection, body).statusCode(400);
        }
        put(admin(), existing + "/tags/t", body).statusCode(400);
        put(admin(), existing + "/objects/o", body).statusCode(400);
        admin().get(existing).then().body("tags[0].name", equalTo("t")).body("objects[0].name", equalTo("o"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=-1",
                "limit=x",
                "limit=99999999999",
                "sort_key=owner",
                "sort_key=name",
                "sort_dir=up",
                "visibility=shared",
                "visibility=",
                "resource_types=%00",
                "resource_types=,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,"
            })
    void aQueryThatMakesNoSense(String query) {
        admin().urlEncodingEnabled(false).get(NAMESPACES + "?" + query).then().statusCode(400);
    }

    @Test
    @Tag("SEC-54")
    void everythingIsBounded() {
        var name = newName();
        var start = "{\"namespace\": \"%s\", ".formatted(name);
        post(admin(), NAMESPACES, "{\"namespace\": \"%s\"}".formatted("x".repeat(81)))
                .statusCode(400);
        post(admin(), NAMESPACES, start + "\"description\": \"%s\"}".formatted("x".repeat(501)))
                .statusCode(400);
        post(admin(), NAMESPACES, start + "\"description\": \"%s\"}".formatted("x".repeat(2 << 20)))
                .statusCode(413);
        post(admin(), NAMESPACES, "{\"a\":".repeat(1_200)).statusCode(400);
        post(admin(), NAMESPACES, start + "\"tags\": [" + "{\"name\": \"a\"},".repeat(1000) + "{\"name\": \"a\"}]}")
                .statusCode(413);
        post(admin(), NAMESPACES, start + "\"objects\": [" + "{\"name\": \"a\"},".repeat(200) + "{\"name\": \"a\"}]}")
                .statusCode(413);
        post(
                        admin(),
                        NAMESPACES,
                        start
                                + "\"properties\": {\"p\": {%s, \"enum\": [%s]}}}"
                                        .formatted(PROPERTY, "1,".repeat(500) + "1"))
                .statusCode(400);
        post(
                        admin(),
                        NAMESPACES,
                        start
                                + "\"properties\": {\"p\": {%s, \"default\": \"%s\"}}}"
                                        .formatted(PROPERTY, "x".repeat(17_000)))
                .statusCode(413);
        admin().get(path(name)).then().statusCode(404);
    }
}
