package io.virga.image.metadef.object;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.metadef.MetadefCalls.path;
import static io.virga.image.metadef.MetadefCalls.post;
import static io.virga.image.metadef.MetadefCalls.publicNamespace;
import static io.virga.image.metadef.MetadefCalls.put;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class ObjectsResourceTest {

    private String objects;

    @BeforeEach
    void aNamespace() {
        objects = path(publicNamespace()) + "/objects";
    }

    @Test
    void anObjectIsMadeShownAndListed() {
        post(admin(), objects, """
                {"name": "limits", "description": "CPU limits", "required": ["shares"],
                 "properties": {"shares": {"title": "Shares", "type": "integer", "maximum": 1.5}}}""")
                .statusCode(201)
                .body("name", equalTo("limits"))
                .body("required", contains("shares"))
                .body("properties.shares.maximum", equalTo(1.5f))
                .body("self", equalTo(objects + "/limits"))
                .body("schema", equalTo("/v2/schemas/metadefs/object"))
                .body("$", hasKey("created_at"));
        post(admin(), objects, "{\"name\": \"bare\"}")
                .statusCode(201)
                .body("properties", anEmptyMap())
                .body("required", empty())
                .body("$", not(hasKey("description")));
        member().get(objects + "/limits").then().statusCode(200).body("description", equalTo("CPU limits"));
        member().get(objects)
                .then()
                .statusCode(200)
                .body("objects.name", contains("bare", "limits"))
                .body("first", equalTo(objects))
                .body("schema", equalTo("/v2/schemas/metadefs/objects"));
    }

    @Test
    void aListIsReadInPages() {
        for (var name : new String[] {"b", "a", "c"}) {
            post(admin(), objects, "{\"name\": \"%s\"}".formatted(name)).statusCode(201);
        }
        var first = objects + "?limit=2&sort_dir=asc&sort_key=name";

        var next = member().get(first)
                .then()
                .body("objects.name", contains("a", "b"))
                .extract()
                .<String>path("next");
        member().get(next).then().body("objects.name", contains("c")).body("$", not(hasKey("next")));
        member().get(objects + "?marker=b").then().body("objects", empty());
        member().get(objects + "?marker=none").then().statusCode(404);
    }

    @Test
    void aChangeReplacesTheWholeObject() {
        post(admin(), objects, """
                {"name": "old", "description": "d", "required": ["p"], "properties": {"p": {"title": "P", "type": "string"}}}""").statusCode(201);
        post(admin(), objects, "{\"name\": \"taken\"}").statusCode(201);

        put(admin(), objects + "/old", "{\"name\": \"taken\"}").statusCode(409);
        put(admin(), objects + "/old", "{\"name\": \"new\"}")
                .statusCode(200)
                .body("name", equalTo("new"))
                .body("properties", anEmptyMap())
                .body("required", empty())
                .body("$", not(hasKey("description")));
        admin().get(objects + "/old").then().statusCode(404);
        put(admin(), objects + "/old", "{\"name\": \"new\"}").statusCode(404);
        put(admin(), objects + "/new", "{\"name\": \"new\", \"description\": \"e\"}")
                .body("description", equalTo("e"));
    }

    @Test
    void objectsAreDeletedOneByOneOrTogether() {
        for (var name : new String[] {"a", "b", "c"}) {
            post(admin(), objects, "{\"name\": \"%s\"}".formatted(name)).statusCode(201);
        }

        post(admin(), objects, "{\"name\": \"a\"}").statusCode(409);
        admin().delete(objects + "/a").then().statusCode(204);
        admin().delete(objects + "/a").then().statusCode(404);
        admin().delete(objects).then().statusCode(204);
        admin().get(objects).then().body("objects", empty());
    }

    @Test
    void onlyAdministratorsChangeThem() {
        post(admin(), objects, "{\"name\": \"a\"}").statusCode(201);

        post(member(), objects, "{\"name\": \"b\"}").statusCode(403);
        put(member(), objects + "/a", "{\"name\": \"b\"}").statusCode(403);
        member().delete(objects + "/a").then().statusCode(403);
        member().delete(objects).then().statusCode(403);
        member().get(objects).then().body("objects.name", contains("a"));
    }
}
