package io.virga.image.metadef;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.as;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.ImageCalls.stranger;
import static io.virga.image.metadef.MetadefCalls.NAMESPACES;
import static io.virga.image.metadef.MetadefCalls.namespace;
import static io.virga.image.metadef.MetadefCalls.newName;
import static io.virga.image.metadef.MetadefCalls.path;
import static io.virga.image.metadef.MetadefCalls.post;
import static io.virga.image.metadef.MetadefCalls.privateNamespaceOf;
import static io.virga.image.metadef.MetadefCalls.publicNamespace;
import static io.virga.image.metadef.MetadefCalls.put;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.ImageCalls;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class NamespacesResourceTest {

    private static final String FILLED = """
            {"namespace": "%s", "visibility": "public", "display_name": "Disks", "description": "About disks.",
             "properties": {"bus": {"title": "Bus", "type": "string", "enum": ["virtio", "scsi"]}},
             "objects": [{"name": "Disk limits", "description": "How fast", "required": ["iops"],
                          "properties": {"iops": {"title": "IOPS", "type": "integer", "minimum": 1}}}],
             "tags": [{"name": "fast"}, {"name": "slow"}],
             "resource_type_associations": [
                {"name": "OS::Glance::Image", "prefix": "hw_"}, {"name": "OS::Nova::Flavor"}]}""";

    @Test
    void aNamespaceIsMadeWithAllThatIsInIt() {
        var name = newName();

        post(admin(), NAMESPACES, FILLED.formatted(name))
                .statusCode(201)
                .header("Location", endsWith(path(name)))
                .body("namespace", equalTo(name))
                .body("self", equalTo(path(name)))
                .body("schema", equalTo("/v2/schemas/metadefs/namespace"))
                .body("owner", equalTo(TestIdentity.PROJECT))
                .body("protected", equalTo(false))
                .body("created_at", notNullValue())
                .body("tags.name", contains("fast", "slow"));
        stranger()
                .get(path(name))
                .then()
                .statusCode(200)
                .body("display_name", equalTo("Disks"))
                .body("properties.bus.enum", contains("virtio", "scsi"))
                .body("objects[0].name", equalTo("Disk limits"))
                .body("objects[0].self", equalTo(path(name) + "/objects/Disk%20limits"))
                .body("objects[0].required", contains("iops"))
                .body("objects[0].properties.iops.minimum", equalTo(1))
                .body("tags.name", contains("fast", "slow"))
                .body("resource_type_associations.name", contains("OS::Glance::Image", "OS::Nova::Flavor"))
                .body("resource_type_associations[0].prefix", equalTo("hw_"))
                .body("resource_type_associations[1]", not(hasKey("prefix")));
    }

    @Test
    void anEmptyOneIsPrivateAndUnprotectedUnlessSaidOtherwise() {
        var name = namespace("");

        member().get(path(name))
                .then()
                .statusCode(200)
                .body("visibility", equalTo("private"))
                .body("protected", equalTo(false))
                .body("$", not(hasKey("display_name")))
                .body("$", not(hasKey("description")))
                .body("objects", empty())
                .body("tags", empty())
                .body("resource_type_associations", empty())
                .body("properties", anEmptyMap());
    }

    @Test
    void propertiesAreCalledAsTheyAreOnThingsOfAType() {
        var name = newName();
        post(admin(), NAMESPACES, FILLED.formatted(name)).statusCode(201);

        member().get(path(name) + "?resource_type=OS::Glance::Image")
                .then()
                .statusCode(200)
                .body("properties", hasKey("hw_bus"))
                .body("objects[0].properties", hasKey("hw_iops"))
                .body("objects[0].required", contains("hw_iops"));
        for (var other : new String[] {"OS::Nova::Flavor", "OS::None"}) {
            member().get(path(name) + "?resource_type=" + other).then().body("properties", hasKey("bus"));
        }
    }

    @Test
    void aNameIsGivenOnceInTheWholeCloud() {
        var name = privateNamespaceOf(ImageCalls.newProject());

        post(admin(), NAMESPACES, "{\"namespace\": \"%s\"}".formatted(name)).statusCode(409);
        var other = namespace("");
        put(admin(), path(other), "{\"namespace\": \"%s\"}".formatted(name)).statusCode(409);
        admin().get(path(other)).then().statusCode(200);
    }

    @Test
    void whatIsInANamespaceHasEachNameOnce() {
        for (var twice : new String[] {
            "\"tags\": [{\"name\": \"a\"}, {\"name\": \"a\"}]",
            "\"objects\": [{\"name\": \"a\"}, {\"name\": \"a\"}]",
            "\"resource_type_associations\": [{\"name\": \"a\"}, {\"name\": \"a\"}]"
        }) {
            var name = newName();
            post(admin(), NAMESPACES, "{\"namespace\": \"%s\", %s}".formatted(name, twice))
                    .statusCode(409);
            admin().get(path(name)).then().statusCode(404);
        }
    }

    @Test
    void aChangeSaysTheWholeOfIt() {
        var name = newName();
        post(admin(), NAMESPACES, FILLED.formatted(name)).statusCode(201);
        var renamed = newName();

        put(admin(), path(name), "{\"namespace\": \"%s\", \"protected\": true}".formatted(renamed))
                .statusCode(200)
                .body("namespace", equalTo(renamed))
                .body("self", equalTo(path(renamed)))
                .body("visibility", equalTo("private"))
                .body("protected", equalTo(true))
                .body("$", not(hasKey("display_name")));
        admin().get(path(name)).then().statusCode(404);
        admin().get(path(renamed))
                .then()
                .body("tags.name", contains("fast", "slow"))
                .body("objects[0].self", containsString(renamed));
    }

    @Test
    void whatWasShownMayBeSentBack() {
        var name = newName();
        post(admin(), NAMESPACES, FILLED.formatted(name)).statusCode(201);
        var shown = admin().get(path(name)).then().extract().<Map<String, Object>>path("$");
        shown.keySet().removeAll(List.of("self", "schema", "created_at", "updated_at"));

        admin().contentType("application/json")
                .body(shown)
                .put(path(name))
                .then()
                .statusCode(200);
        var copy = newName();
        shown.put("namespace", copy);
        admin().contentType("application/json")
                .body(shown)
                .post(NAMESPACES)
                .then()
                .statusCode(201);
        admin().get(path(copy)).then().body("objects[0].name", equalTo("Disk limits"));
    }

    @Test
    void theOwnerStaysUnlessAnAdministratorNamesAnother() {
        var project = ImageCalls.newProject();
        var name = privateNamespaceOf(project);

        put(admin(), path(name), "{\"namespace\": \"%s\"}".formatted(name)).body("owner", equalTo(project));
        put(admin(), path(name), "{\"namespace\": \"%s\", \"owner\": \"%s\"}".formatted(name, TestIdentity.PROJECT))
                .body("owner", equalTo(TestIdentity.PROJECT));
    }

    @Test
    void aProtectedNamespaceIsNotDeletedNorIsWhatIsInIt() {
        var name = newName();
        post(admin(), NAMESPACES, FILLED.formatted(name).replaceFirst("\\{", "{\"protected\": true, "))
                .statusCode(201);

        for (var target : new String[] {
            "",
            "/objects",
            "/objects/Disk%20limits",
            "/properties",
            "/properties/bus",
            "/tags",
            "/tags/fast",
            "/resource_types/OS::Glance::Image"
        }) {
            admin().urlEncodingEnabled(false).delete(path(name) + target).then().statusCode(403);
        }
        admin().get(path(name))
                .then()
                .body("tags.name", contains("fast", "slow"))
                .body("properties", hasKey("bus"));
        put(admin(), path(name), "{\"namespace\": \"%s\"}".formatted(name)).statusCode(200);
        admin().delete(path(name)).then().statusCode(204);
        admin().get(path(name)).then().statusCode(404);
        admin().delete(path(name)).then().statusCode(404);
        admin().get("/v2/metadefs/resource_types").then().body("resource_types.name", hasItem("OS::Glance::Image"));
    }

    @Test
    @Tag("SEC-25")
    void aPrivateNamespaceOfAnotherProjectIsNotThere() {
        var project = ImageCalls.newProject();
        var name = privateNamespaceOf(project);

        for (var part : new String[] {
            "", "/objects", "/objects/x", "/properties", "/properties/x", "/tags", "/tags/x", "/resource_types"
        }) {
            member().get(path(name) + part).then().statusCode(404);
        }
        as(TestIdentity.member(project)).get(path(name)).then().statusCode(200);
        member().get(NAMESPACES + "?marker=" + name).then().statusCode(404);
        member().get(NAMESPACES + "?limit=1000").then().body("namespaces.namespace", not(hasItem(name)));
        admin().get(NAMESPACES + "?limit=1000").then().body("namespaces.namespace", hasItem(name));
        as(TestIdentity.member(project))
                .get(NAMESPACES + "?limit=1000&visibility=private")
                .then()
                .body("namespaces.namespace", contains(name));
    }

    @Test
    void onlyAdministratorsChangeAnything() {
        var name = publicNamespace();

        post(member(), NAMESPACES, "{\"namespace\": \"%s\"}".formatted(newName()))
                .statusCode(403);
        put(member(), path(name), "{\"namespace\": \"%s\"}".formatted(name)).statusCode(403);
        member().delete(path(name)).then().statusCode(403);
        as(TestIdentity.reader()).get(path(name)).then().statusCode(200);
    }

    @Test
    void listsAreFilteredByResourceTypeAndVisibility() {
        var one = newName();
        var other = newName();
        post(admin(), NAMESPACES, """
                {"namespace": "%s", "visibility": "public", "resource_type_associations": [{"name": "%s"}]}""".formatted(one, one)).statusCode(201);
        post(admin(), NAMESPACES, """
                {"namespace": "%s", "resource_type_associations": [{"name": "%s"}, {"name": "%s"}]}""".formatted(other, one, other)).statusCode(201);
        var both = NAMESPACES + "?sort_key=created_at&sort_dir=asc&resource_types=" + other + "," + one;

        admin().get(both)
                .then()
                .body("namespaces.namespace", contains(one, other))
                .body("namespaces[1].resource_type_associations.name", hasItem(other))
                .body("schema", equalTo("/v2/schemas/metadefs/namespaces"));
        admin().get(both + "&visibility=public").then().body("namespaces.namespace", contains(one));
        stranger().get(both).then().body("namespaces.namespace", contains(one));
        admin().get(NAMESPACES + "?resource_types=" + other).then().body("namespaces.namespace", contains(other));
        admin().get(NAMESPACES + "?resource_types=").then().statusCode(200).body("namespaces", empty());
    }
}
