package io.virga.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.virga.web.Operation;
import io.virga.web.Operations;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What one tenant has makes no difference to what another is shown. Each service's tests have a class that extends
/// this one.
public abstract class TenantChecks {

    private static final String NOTHING = "00000000-0000-4000-8000-000000000000";

    @Inject
    Operations operations;

    /// A token of the tenant who gets things.
    protected abstract String owner();

    /// A token of the tenant who must not notice.
    protected abstract String stranger();

    /// The owner's ids, by the names of filters: the stranger asks for them.
    protected abstract Map<String, String> ownersIds();

    /// What the owner asks for where a list needs it.
    protected Map<String, String> ownersFilter() {
        return Map.of();
    }

    /// The microversion to ask in, as the header has it.
    protected String version() {
        return "none";
    }

    /// Paths of lists that change by being asked for, and have a test of their own.
    protected Set<String> restless() {
        return Set.of();
    }

    /// Makes one thing of each kind for the owner. The ids of those that have paths of their own, by the segment that
    /// they follow: `servers` of `/servers/{id}`.
    protected abstract Map<String, String> makeThings() throws Exception;

    @Test
    @Tag("SEC-25")
    void listsShowAStrangerNothingOfWhatATenantHas() throws Exception {
        var filters = filters();
        var before = lists(stranger(), filters);
        var ownersBefore = lists(owner(), List.of(ownersFilter()));

        makeThings();

        assertThat(changes(ownersBefore, lists(owner(), List.of(ownersFilter()))))
                .as("what the owner sees of it")
                .isNotEmpty();
        assertThat(changes(before, lists(stranger(), filters))).isEmpty();
    }

    /// What is below a thing of the owner's is for a stranger what is below a thing that does not exist.
    @Test
    @Tag("SEC-25")
    @Tag("SEC-28")
    void aForeignThingIsAsOneThatIsNotThere() throws Exception {
        var things = makeThings();
        assumeThat(things).isNotEmpty();
        var shown = new ArrayList<String>();
        var told = new ArrayList<String>();
        for (var operation : operations.all()) {
            var absent = Knock.on(operation, (_, _) -> NOTHING);
            var present = Knock.on(operation, (segment, _) -> things.getOrDefault(segment, NOTHING));
            if (operation.method().equals("GET") && !present.path().equals(absent.path())) {
                if (as(owner(), present).statusCode() == 200) {
                    shown.add(operation.text());
                }
                var foreign = text(as(stranger(), present), things);
                var missing = text(as(stranger(), absent), things);
                if (!foreign.equals(missing)) {
                    told.add("%s%n  foreign: %s%n  missing: %s".formatted(operation.text(), foreign, missing));
                }
            }
        }
        assertThat(shown).as("what the owner is shown of it").isNotEmpty();
        assertThat(told).isEmpty();
    }

    private HttpResponse<String> as(String token, Knock knock) {
        return knock.with(Map.of("X-Auth-Token", token, "OpenStack-API-Version", version()))
                .answer();
    }

    private static String text(HttpResponse<String> answer, Map<String, String> things) {
        var text = answer.statusCode() + " " + answer.body().replaceAll("req-[0-9a-f-]{36}", "req");
        for (var id : things.values()) {
            text = text.replace(id, NOTHING);
        }
        return text;
    }

    private static List<String> changes(Map<String, String> before, Map<String, String> after) {
        return before.keySet().stream()
                .filter(list -> !before.get(list).equals(after.get(list)))
                .map(list -> "%s%n  before: %s%n  after: %s".formatted(list, before.get(list), after.get(list)))
                .toList();
    }

    private List<Map<String, String>> filters() {
        var ids = ownersIds();
        var filters = new ArrayList<Map<String, String>>();
        filters.add(Map.of());
        filters.add(Map.of("all_tenants", "1"));
        filters.add(Map.of("visibility", "all"));
        filters.add(Map.of("effective", "1"));
        ids.forEach((key, id) -> filters.add(Map.of(key, id)));
        ids.forEach((key, id) -> filters.add(Map.of(key, id, "all_tenants", "1")));
        return filters;
    }

    private Map<String, String> lists(String token, List<Map<String, String>> filters) {
        var answers = new LinkedHashMap<String, String>();
        for (var operation : operations.all()) {
            if (isList(operation) && !restless().contains(operation.path())) {
                for (var filter : filters) {
                    var answer =
                            as(token, Knock.on(operation, (_, _) -> NOTHING).asking(filter));
                    answers.put(operation.text() + " " + filter, text(answer, Map.of()));
                }
            }
        }
        return answers;
    }

    private static boolean isList(Operation operation) {
        return operation.method().equals("GET") && !operation.path().contains("{");
    }
}
