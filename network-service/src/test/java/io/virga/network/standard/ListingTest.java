package io.virga.network.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Filters, order and pages, without a database.
class ListingTest {

    private static final List<Map<String, Object>> THINGS = List.of(
            Map.of("id", "c", "name", "gamma", "mtu", 9, "shared", true, "tags", List.of("red", "blue")),
            Map.of("id", "a", "name", "alpha", "mtu", 1442, "shared", false, "tags", List.of("red")),
            Map.of("id", "b", "name", "beta", "mtu", 100, "shared", false, "tags", List.of()));

    @Test
    void pagesLeadForthAndBack() {
        var first = page(Map.of("limit", List.of("2")));
        assertThat(ids(first)).containsExactly("a", "b");
        assertThat(first.answer("things", "http://x/things", query(Map.of("limit", List.of("2"))))
                        .toString())
                .contains("http://x/things?limit=2&marker=b")
                .doesNotContain("previous");
        assertThat(ids(page(Map.of("limit", List.of("2"), "marker", List.of("b")))))
                .containsExactly("c");
        assertThat(ids(page(Map.of("limit", List.of("2"), "marker", List.of("c"), "page_reverse", List.of("True")))))
                .containsExactly("a", "b");
    }

    @Test
    void numbersAreOrderedAsNumbers() {
        assertThat(ids(page(Map.of("sort_key", List.of("mtu"), "sort_dir", List.of("desc")))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void filtersAreAlternativesWithinAKey() {
        assertThat(ids(page(Map.of("name", List.of("alpha", "beta"))))).containsExactly("a", "b");
        assertThat(ids(page(Map.of("shared", List.of("TRUE"))))).containsExactly("c");
        assertThat(ids(page(Map.of("tags", List.of("red,blue"))))).containsExactly("c");
        assertThat(ids(page(Map.of("not-tags-any", List.of("blue"))))).containsExactly("a", "b");
        assertThat(ids(page(Map.of("no-such-attribute", List.of("1"))))).hasSize(3);
    }

    @Test
    void onlyTheFieldsAskedForAreShown() {
        assertThat(page(Map.of("fields", List.of("name"), "id", List.of("a"))).items())
                .containsExactly(Map.of("name", "alpha"));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> page(Map.of("limit", List.of("many")))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> page(Map.of("limit", List.of("-1")))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> page(Map.of("sort_key", List.of("nothing")))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> page(Map.of("sort_key", List.of("name"), "sort_dir", List.of("up"))))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> page(Map.of("marker", List.of("z")))).isInstanceOf(NotFound.class);
    }

    private static Query query(Map<String, List<String>> parameters) {
        return Query.of(parameters);
    }

    private static Listing page(Map<String, List<String>> parameters) {
        return Listing.of(THINGS, query(parameters));
    }

    private static List<Object> ids(Listing listing) {
        return listing.items().stream().map(item -> item.get("id")).toList();
    }
}
