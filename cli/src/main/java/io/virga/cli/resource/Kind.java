package io.virga.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Service;
import io.virga.cli.output.Details;
import java.util.function.Function;

/// A kind of thing that a service keeps: where it lives, what it is called in bodies and in sentences, and how one of
/// it is shown. Commands that are alike for all kinds (`show`, `delete`, look-up by name) need no more than this.
///
/// @param nameFilter whether the service can filter its list by name; if not, the whole list is read
public record Kind(
        Service service,
        String path,
        String singular,
        String plural,
        String label,
        boolean nameFilter,
        Function<JsonNode, Details> view) {

    public static Kind of(Service service, String path, String singular, String plural) {
        return new Kind(service, path, singular, plural, singular.replace('_', ' '), true, Details::of);
    }

    public Kind labelled(String name) {
        return new Kind(service, path, singular, plural, name, nameFilter, view);
    }

    public Kind withoutNameFilter() {
        return new Kind(service, path, singular, plural, label, false, view);
    }

    public Kind shownAs(Function<JsonNode, Details> form) {
        return new Kind(service, path, singular, plural, label, nameFilter, form);
    }

    /// The thing inside of its envelope; images have none.
    public JsonNode unwrap(JsonNode answer) {
        return singular.isEmpty() ? answer : answer.path(singular);
    }
}
