package io.virga.image.metadef.property;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.metadef.MetadefCalls.path;
import static io.virga.image.metadef.MetadefCalls.post;
import static io.virga.image.metadef.MetadefCalls.publicNamespace;
import static io.virga.image.metadef.MetadefCalls.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class PropertiesResourceTest {

    private static final String EVERYTHING = """
            {"name": "all", "title": "All", "type": "array", "description": "d", "pattern": "^a+$", "operators": ["<or>"],
             "required": ["x"], "minimum": -1, "maximum": 18446744073709551615, "minLength": 1, "maxLength": 2,
             "minItems": 0, "maxItems": 9, "readonly": true, "uniqueItems": false, "additionalItems": true,
             "enum": ["a", 1, 2.5, false], "default": {"a": ["b"]}, "items": {"type": "string", "enum": ["ö"]}}""";

    private String namespace;
    private String properties;

    @BeforeEach
    void aNamespace() {
        namespace = path(publicNamespace());
        properties = namespace + "/properties";
    }

    @Test
    void whatIsSaidOfAPropertyIsShownAsItWasSaid() throws Exception {
        var json = new ObjectMapper();
        post(admin(), properties, EVERYTHING).statusCode(201);

        var shown = member().get(properties + "/all")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(json.readTree(shown)).isEqualTo(json.readTree(EVERYTHING));
    }

    @Test
    void aListHasThemByName() {
        post(admin(), properties, "{\"name\": \"a\", \"title\": \"A\", \"type\": \"string\"}")
                .statusCode(201);
        post(admin(), properties, "{\"name\": \"a\", \"title\": \"A\", \"type\": \"string\"}")
                .statusCode(409);

        member().get(properties)
                .then()
                .statusCode(200)
                .body("properties.a.title", equalTo("A"))
                .body("properties.a", not(hasKey("name")));
    }

    @Test
    void aChangeReplacesTheWholeProperty() {
        post(admin(), properties, EVERYTHING).statusCode(201);
        post(admin(), properties, "{\"name\": \"taken\", \"title\": \"A\", \"type\": \"string\"}")
                .statusCode(201);

        put(admin(), properties + "/all", "{\"name\": \"taken\", \"title\": \"B\", \"type\": \"boolean\"}")
                .statusCode(409);
        put(admin(), properties + "/all", "{\"name\": \"new\", \"title\": \"B\", \"type\": \"boolean\"}")
                .statusCode(200)
                .body("name", equalTo("new"))
                .body("type", equalTo("boolean"))
                .body("$", not(hasKey("enum")));
        member().get(properties + "/all").then().statusCode(404);
    }

    @Test
    void onThingsOfATypeAPropertyIsCalledWithItsPrefix() {
        post(admin(), properties, "{\"name\": \"bus\", \"title\": \"Bus\", \"type\": \"string\"}")
                .statusCode(201);
        for (var type : new String[] {"{\"name\": \"X::Image\", \"prefix\": \"hw_\"}", "{\"name\": \"X::Flavor\"}"}) {
            post(admin(), namespace + "/resource_types", type).statusCode(201);
        }

        member().get(properties + "/hw_bus?resource_type=X::Image")
                .then()
                .statusCode(200)
                .body("name", equalTo("bus"));
        member().get(properties + "/bus?resource_type=X::Flavor").then().statusCode(200);
        for (var wrong : new String[] {
            "/bus?resource_type=X::Image", "/hw_?resource_type=X::Image", "/bus?resource_type=X::None", "/hw_bus"
        }) {
            member().get(properties + wrong).then().statusCode(404);
        }
    }

    @Test
    void propertiesAreDeletedOneByOneOrTogether() {
        for (var name : new String[] {"a", "b"}) {
            post(admin(), properties, "{\"name\": \"%s\", \"title\": \"\", \"type\": \"string\"}".formatted(name))
                    .statusCode(201);
        }

        member().delete(properties + "/a").then().statusCode(403);
        member().delete(properties).then().statusCode(403);
        admin().delete(properties + "/a").then().statusCode(204);
        admin().delete(properties + "/a").then().statusCode(404);
        admin().delete(properties).then().statusCode(204);
        admin().get(properties).then().body("properties", anEmptyMap());
    }

    @Test
    void onlyAdministratorsChangeThem() {
        post(member(), properties, EVERYTHING).statusCode(403);
        post(admin(), properties, EVERYTHING).statusCode(201);
        put(member(), properties + "/all", EVERYTHING).statusCode(403);
    }
}
