package io.virga.image.metadef;

import static io.virga.image.ImageCalls.admin;
import static io.virga.image.ImageCalls.as;
import static io.virga.image.metadef.MetadefCalls.NAMESPACES;
import static io.virga.image.metadef.MetadefCalls.newName;
import static io.virga.image.metadef.MetadefCalls.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.virga.image.ImageCalls;
import io.virga.image.S3Server;
import io.virga.testing.Backing;
import io.virga.testing.TestIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whatever the size of the pages and the order: all of them together are the list, each thing once.
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(S3Server.class)
class PagingTest {

    private static final int NAMESPACES_MADE = 7;

    @Test
    void pagesTogetherAreTheList() {
        var project = ImageCalls.newProject();
        var type = newName();
        var names = new ArrayList<String>();
        for (int i = 0; i < NAMESPACES_MADE; i++) {
            var name = newName() + " ö&%+" + i;
            post(admin(), NAMESPACES, """
                    {"namespace": "%s", "owner": "%s", "resource_type_associations": [{"name": "%s"}]}""".formatted(name, project, type)).statusCode(201);
            names.add(name);
        }
        for (var key : List.of("namespace", "created_at", "updated_at")) {
            for (var direction : List.of("asc", "desc")) {
                var query = "?resource_types=%s&sort_key=%s&sort_dir=%s".formatted(type, key, direction);
                var whole = pages(project, query + "&limit=1000");
                assertThat(whole).as(query).containsExactlyInAnyOrderElementsOf(names);
                assertThat(whole).as(query).isEqualTo(ordered(names, key, direction));
                for (var size = 1; size <= NAMESPACES_MADE + 1; size++) {
                    assertThat(pages(project, query + "&limit=" + size))
                            .as(query)
                            .isEqualTo(whole);
                }
            }
        }
        assertThat(pages(project, "?limit=0&resource_types=" + type)).isEmpty();
    }

    private static List<String> ordered(List<String> names, String key, String direction) {
        var ordered = new ArrayList<>(names);
        if (key.equals("namespace")) {
            Collections.sort(ordered);
        }
        return direction.equals("asc") ? ordered : ordered.reversed();
    }

    private static List<String> pages(String project, String query) {
        var all = new ArrayList<String>();
        String next = NAMESPACES + query;
        for (int page = 0; next != null; page++) {
            assertThat(page).as("pages").isLessThanOrEqualTo(NAMESPACES_MADE);
            var answer = as(TestIdentity.member(project))
                    .urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract();
            var shown = answer.<List<Map<String, Object>>>path("namespaces");
            shown.forEach(namespace -> all.add((String) namespace.get("namespace")));
            assertThat(answer.<String>path("first"))
                    .startsWith(NAMESPACES + "?")
                    .doesNotContain("marker");
            next = answer.path("next");
        }
        return all;
    }
}
