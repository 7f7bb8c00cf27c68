package io.virga.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Query;
import io.virga.cli.auth.Service;
import io.virga.cli.output.Details;
import java.util.List;
import java.util.function.Function;

/// A kind of thing that a service keeps: where it lives, what it is called in bodies and in sentences, and how one of
/// it is shown. Commands that are alike for all kinds (`show`, `delete`, look-up by name) need no more than this.
///
/// @param keys the fields besides the id by which users may call one, the first that fits counts
/// @param filtered whether the service can filter its list by these fields; if not, the whole list is read
/// @param hiddenBy the parameter that lists, instead of the others, those that a list leaves out; null if it has all
public record Kind(
        Service service,
        String path,
        String singular,
        String plural,
        String label,
        List<String> keys,
        boolean filtered,
        String hiddenBy,
        Function<JsonNode, Details> view) {

    public static Kind of(Service service, String path, String singular, String plural) {
        var label = singular.replace('_', ' ');
        return new Kind(service, path, singular, plural, label, List.of("name"), true, null, Details::of);
    }

    public Kind labelled(String name) {
        return new Kind(service, path, singular, plural, name, keys, filtered, hiddenBy, view);
    }

    public Kind withoutNameFilter() {
        return new Kind(service, path, singular, plural, label, keys, false, hiddenBy, view);
    }

    public Kind knownBy(String... fields) {
        return new Kind(service, path, singular, plural, label, List.of(fields), filtered, hiddenBy, view);
    }

    public Kind hiddenBy(String parameter) {
        return new Kind(service, path, singular, plural, label, keys, filtered, parameter, view);
    }

    public Kind shownAs(Function<JsonNode, Details> form) {
        return new Kind(service, path, singular, plural, label, keys, filtered, hiddenBy, form);
    }

    /// The things of that kind which belong to another thing.
    public Kind under(String owner) {
        return new Kind(service, owner + path, singular, plural, label, keys, filtered, hiddenBy, view);
    }

    public String at(String id) {
        return path + "/" + Query.encoded(id);
    }

    /// The thing inside of its envelope; images have none.
    public JsonNode unwrap(JsonNode answer) {
        return singular.isEmpty() ? answer : answer.path(singular);
    }

    /// What a service has answered about one thing, ready to print.
    public Details shown(JsonNode answer) {
        return view.apply(unwrap(answer));
    }
}
