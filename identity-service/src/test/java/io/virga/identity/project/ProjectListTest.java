package io.virga.identity.project;

import static io.virga.identity.Cloud.asAdmin;
import static io.virga.identity.Cloud.make;
import static io.virga.identity.Cloud.name;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.virga.testing.Backing;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ProjectListTest {

    private static String project(String name, String tags) {
        return make("projects", "project", "\"name\":\"%s\",\"tags\":[%s]".formatted(name, tags));
    }

    private static ValidatableResponse list(String query) {
        return asAdmin().get("/v3/projects?" + query).then().statusCode(200);
    }

    @Test
    void namesAreComparedExactlyAndInexactly() {
        var stem = name("Ab_c");
        var one = project(stem + "-one", "");
        var two = project(stem + "-TWO", "");
        project(stem.replace('_', 'x') + "-one", "");
        list("name=" + stem).body("projects", hasSize(0));
        list("name__startswith=" + stem).body("projects.id", containsInAnyOrder(one, two));
        list("name__contains=" + stem.substring(1) + "-o").body("projects.id", contains(one));
        list("name__contains=" + stem.substring(1) + "-two").body("projects", hasSize(0));
        list("name__icontains=" + stem.substring(1) + "-two").body("projects.id", contains(two));
        list("name__startswith=" + stem + "&name__iendswith=-two").body("projects.id", contains(two));
        list("name__sounds=x&name__startswith=" + stem).body("projects", hasSize(2));
    }

    @Test
    void tagsAreFilteredInFourWays() {
        var a = name("a");
        var b = name("b");
        var both = project(name("both"), "\"%s\",\"%s\"".formatted(a, b));
        var one = project(name("one"), "\"%s\"".formatted(a));
        list("tags=%s".formatted(a)).body("projects.id", containsInAnyOrder(both, one));
        list("tags=%s,%s".formatted(a, b)).body("projects.id", contains(both));
        list("tags-any=%s,%s".formatted(a, b)).body("projects.id", containsInAnyOrder(both, one));
        list("tags=%s&not-tags=%s,%s".formatted(a, a, b)).body("projects.id", contains(one));
        list("tags=%s&not-tags-any=%s".formatted(a, b)).body("projects.id", contains(one));
        list("not-tags-any=%s".formatted(a)).body("projects.id", not(hasItem(both)));
        list("tags=%00").body("projects", hasSize(0));
    }

    @Test
    void aListComesInParts() {
        var stem = name("part");
        var ids = new TreeSet<String>();
        for (var i = 0; i < 3; i++) {
            ids.add(project(stem + i, ""));
        }
        var all = List.copyOf(ids);
        var next = list("name__startswith=" + stem + "&limit=2")
                .body("projects.id", contains(all.get(0), all.get(1)))
                .body("truncated", equalTo(true))
                .body("links.next", containsString("marker=" + all.get(1)))
                .extract()
                .<String>path("links.next");
        asAdmin()
                .get(next)
                .then()
                .body("projects.id", contains(all.get(2)))
                .body("links.next", nullValue())
                .body("$", not(hasKey("truncated")));
        asAdmin().get("/v3/projects?limit=-1").then().statusCode(400);
        asAdmin().get("/v3/projects?limit=x").then().statusCode(400);
    }

    @Test
    void aFlagWithoutAValueMeansYes() {
        var name = name("off");
        var off = make("projects", "project", "\"name\":\"%s\",\"enabled\":false".formatted(name));
        list("enabled&name=" + name).body("projects", hasSize(0));
        list("enabled=0&name=" + name).body("projects.id", contains(off));
        asAdmin().get("/v3/projects?enabled=perhaps").then().statusCode(400);
    }
}
