package io.virga.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.web.Operation;
import io.virga.web.Operations;
import jakarta.inject.Inject;
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

    /// Makes one thing of each kind for the owner.
    protected abstract void makeThings() throws Exception;

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
                    var answer = Knock.on(operation, (_, _) -> "none")
                            .with(Map.of("X-Auth-Token", token, "OpenStack-API-Version", version()))
                            .asking(filter)
                            .answer();
                    answers.put(
                            operation.text() + " " + filter,
                            answer.statusCode() + " " + answer.body().replaceAll("req-[0-9a-f-]{36}", "req"));
                }
            }
        }
        return answers;
    }

    private static boolean isList(Operation operation) {
        return operation.method().equals("GET") && !operation.path().contains("{");
    }
}
