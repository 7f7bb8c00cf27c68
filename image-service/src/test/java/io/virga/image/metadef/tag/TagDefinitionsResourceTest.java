package io.virga.image.metadef.tag;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.member;
import static io.virga.image.metadef.MetadefCalls.path;
import static io.virga.image.metadef.MetadefCalls.post;
import static io.virga.image.metadef.MetadefCalls.publicNamespace;
import static io.virga.image.metadef.MetadefCalls.put;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class TagDefinitionsResourceTest {

    private static final String APPEND = "X-Openstack-Append";

    private String tags;

    @BeforeEach
    void aNamespace() {
        tags = path(publicNamespace()) + "/tags";
    }

    @Test
    void aTagComesAndGoes() {
        admin().post(tags + "/one")
                .then()
                .statusCode(201)
                .body("name", equalTo("one"))
                .body("$", hasKey("created_at"));
        admin().post(tags + "/one").then().statusCode(409);
        member().get(tags + "/one").then().statusCode(200).body("$", hasKey("updated_at"));
        put(admin(), tags + "/one", "{\"name\": \"two\"}").statusCode(200).body("name", equalTo("two"));
        member().get(tags + "/one").then().statusCode(404);
        admin().delete(tags + "/two").then().statusCode(204);
        admin().delete(tags + "/two").then().statusCode(404);
        admin().post(tags + "/" + "x".repeat(81)).then().statusCode(400);
    }

    @Test
    void severalReplaceThoseThatAreThere() {
        post(admin(), tags, several("a", "b")).statusCode(201).body("tags.name", contains("a", "b"));
        post(admin(), tags, several("b", "c")).statusCode(201);
        member().get(tags).then().statusCode(200).body("tags.name", containsInAnyOrder("b", "c"));
        post(admin(), tags, several()).statusCode(201);
        member().get(tags).then().body("tags", empty());
    }

    @Test
    void severalAreAddedWhenAskedFor() {
        post(admin(), tags, several("a", "b")).statusCode(201);

        post(admin().header(APPEND, "True"), tags, several("c")).statusCode(201).body("tags.name", contains("c"));
        post(admin().header(APPEND, "True"), tags, several("d", "a")).statusCode(409);
        post(admin().header(APPEND, "perhaps"), tags, several("d")).statusCode(400);
        member().get(tags).then().body("tags.name", containsInAnyOrder("a", "b", "c"));
        post(admin().header(APPEND, "False"), tags, several("d")).statusCode(201);
        member().get(tags).then().body("tags.name", contains("d"));
    }

    @Test
    void aNameIsThereOnce() {
        post(admin(), tags, several("a", "b")).statusCode(201);

        post(admin(), tags, several("c", "c")).statusCode(409);
        put(admin(), tags + "/a", "{\"name\": \"b\"}").statusCode(409);
        put(admin(), tags + "/a", "{\"name\": \"a\"}").statusCode(200);
        member().get(tags).then().body("tags.name", containsInAnyOrder("a", "b"));
    }

    @Test
    void thereAreAtMostAThousand() {
        var thousand = IntStream.range(0, 1000).mapToObj(i -> "t" + i).toArray(String[]::new);
        post(admin(), tags, several(thousand)).statusCode(201);

        admin().post(tags + "/more").then().statusCode(413);
        post(admin().header(APPEND, "True"), tags, several("more")).statusCode(413);
        member().get(tags).then().body("tags", hasSize(1000)).body("$", not(hasKey("next")));
    }

    @Test
    void aListIsReadInPages() {
        post(admin(), tags, several("b", "a", "c")).statusCode(201);

        var next = member().get(tags + "?limit=2&sort_key=name&sort_dir=asc")
                .then()
                .body("tags.name", contains("a", "b"))
                .body("tags[0]", not(hasKey("created_at")))
                .extract()
                .<String>path("next");
        member().get(next).then().body("tags.name", contains("c"));
        member().get(tags + "?marker=none").then().statusCode(404);
    }

    @Test
    void onlyAdministratorsChangeThem() {
        post(admin(), tags, several("a")).statusCode(201);

        post(member(), tags, several("b")).statusCode(403);
        member().post(tags + "/b").then().statusCode(403);
        put(member(), tags + "/a", "{\"name\": \"b\"}").statusCode(403);
        member().delete(tags + "/a").then().statusCode(403);
        member().delete(tags).then().statusCode(403);
        member().get(tags).then().body("tags.name", contains("a"));
        admin().delete(tags).then().statusCode(204);
        member().get(tags).then().body("tags", empty());
    }

    private static String several(String... names) {
        return IntStream.range(0, names.length)
                .mapToObj(i -> "{\"name\": \"%s\"}".formatted(names[i]))
                .collect(Collectors.joining(", ", "{\"tags\": [", "]}"));
    }
}
