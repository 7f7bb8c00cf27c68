package io.virga.image.metadef.resourcetype;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.metadef.MetadefCalls.newName;
import static io.virga.image.metadef.MetadefCalls.path;
import static io.virga.image.metadef.MetadefCalls.post;
import static io.virga.image.metadef.MetadefCalls.publicNamespace;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
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
class AssociationsResourceTest {

    private static final String TYPES = "/v2/metadefs/resource_types";

    private String associations;

    @BeforeEach
    void aNamespace() {
        associations = path(publicNamespace()) + "/resource_types";
    }

    @Test
    void whatTheCloudHasIsKnown() {
        member().get(TYPES)
                .then()
                .statusCode(200)
                .body("resource_types.name", hasItems("OS::Glance::Image", "OS::Nova::Flavor", "OS::Nova::Server"))
                .body("resource_types[0]", hasKey("created_at"));
    }

    @Test
    void anAssociationComesAndGoesAndItsTypeStays() {
        var type = newName();

        post(admin(), associations, """
                {"name": "%s", "prefix": "hw:", "properties_target": "image"}""".formatted(type))
                .statusCode(201)
                .body("name", equalTo(type))
                .body("prefix", equalTo("hw:"))
                .body("properties_target", equalTo("image"))
                .body("$", hasKey("updated_at"));
        post(admin(), associations, "{\"name\": \"%s\"}".formatted(type)).statusCode(409);
        member().get(associations)
                .then()
                .statusCode(200)
                .body("resource_type_associations.name", contains(type))
                .body("resource_type_associations.prefix", contains("hw:"));
        admin().delete(associations + "/" + type).then().statusCode(204);
        admin().delete(associations + "/" + type).then().statusCode(404);
        member().get(associations).then().body("resource_type_associations", empty());
        member().get(TYPES).then().body("resource_types.name", hasItem(type));
    }

    @Test
    void onlyAdministratorsChangeThem() {
        var type = newName();
        post(admin(), associations, "{\"name\": \"OS::Glance::Image\"}").statusCode(201);

        post(member(), associations, "{\"name\": \"%s\"}".formatted(type)).statusCode(403);
        member().delete(associations + "/OS::Glance::Image").then().statusCode(403);
        member().get(TYPES).then().body("resource_types.name", not(hasItem(type)));
    }
}
