package io.virga.identity.federation.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.identity.federation.mapping.MappingRules.Rule;
import io.virga.identity.federation.mapping.Requirement.Kind;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// Reads the rules of a mapping as Identity v3 writes them, schema 1.0 and 2.0. What would fail at somebody's log-in is
/// `Invalid` here: a place that nothing fills, a pattern that is none, groups without a domain.
final class MappingText {

    private static final int LONGEST = 1_024;
    private static final int MOST = 256;

    private MappingText() {}

    static MappingRules parse(Fields mapping) {
        var rules = mapping.objects("rules").stream().map(MappingText::rule).toList();
        if (rules.isEmpty() || rules.size() > MOST) {
            throw new Invalid("mapping.rules: 1 to %d rules are expected.".formatted(MOST));
        }
        return new MappingRules(rules);
    }

    private static Rule rule(Fields rule) {
        var remote =
                rule.objects("remote").stream().map(MappingText::requirement).toList();
        if (remote.isEmpty()) {
            throw new Invalid("mapping.rules.remote: at least one condition is expected.");
        }
        var places = (int) remote.stream().filter(one -> one.kind().yields()).count();
        if (!rule.has("local")) {
            throw new Invalid("mapping.rules: 'local' is a required property");
        }
        var local = rule.objects("local").stream()
                .map(one -> new LocalText(one, places).read())
                .toList();
        rule.refuseOthers();
        return new Rule(local, remote);
    }

    private static Requirement requirement(Fields remote) {
        var type = remote.text("type", 1, LONGEST);
        var kinds = Stream.of(Kind.ANY_ONE_OF, Kind.NOT_ANY_OF, Kind.BLACKLIST, Kind.WHITELIST)
                .filter(kind -> remote.has(key(kind)))
                .toList();
        if (kinds.size() > 1) {
            throw new Invalid(
                    "mapping.rules.remote: a condition has one of any_one_of, not_any_of, blacklist, whitelist.");
        }
        if (kinds.isEmpty()) {
            remote.refuseOthers();
            return new Requirement(type, Kind.PRESENT, List.of(), List.of());
        }
        var kind = kinds.getFirst();
        var values = values(remote.json(key(kind)));
        var regex = regex(remote.json("regex"));
        remote.refuseOthers();
        return regex
                ? new Requirement(
                        type,
                        kind,
                        List.of(),
                        values.stream().map(MappingText::pattern).toList())
                : new Requirement(type, kind, values, List.of());
    }

    private static String key(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static boolean regex(JsonNode node) {
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw new Invalid("mapping.rules.remote.regex: a boolean is expected.");
        }
        return node.asBoolean(false);
    }

    private static List<String> values(JsonNode list) {
        if (!list.isArray() || list.size() > MOST) {
            throw new Invalid("mapping.rules.remote: a list of at most %d values is expected.".formatted(MOST));
        }
        var values = new ArrayList<String>();
        for (var value : list) {
            if (!value.isTextual() && !value.isBoolean() && !value.isIntegralNumber()) {
                throw new Invalid("mapping.rules.remote: values are texts, numbers or booleans.");
            }
            values.add(value.asText());
        }
        return List.copyOf(values);
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new Invalid("mapping.rules.remote: no regular expression: " + e.getDescription());
        }
    }

    /// Reads one item of the local side.
    private record LocalText(Fields item, int places) {

        Local read() {
            var group = item.optionalObject("group");
            var groups = template(item, "groups");
            var domain = item.optionalObject("domain").map(this::domain);
            if (groups.isPresent() && domain.isEmpty()) {
                throw new Invalid("mapping.rules.local: Both 'groups' and 'domain' keywords must be specified.");
            }
            var byId = group.filter(one -> one.has("id")).map(this::groupId);
            var local = new Local(
                    item.optionalObject("user").map(this::user),
                    byId,
                    byId.isPresent() ? Optional.empty() : group.map(this::group),
                    groups,
                    template(item, "group_ids"),
                    domain,
                    item.objects("projects").stream().map(this::project).toList());
            item.refuseOthers();
            return local;
        }

        private Local.User user(Fields user) {
            var type = user.optionalText("type", 1, LONGEST).orElse("ephemeral");
            if (!type.equals("ephemeral") && !type.equals("local")) {
                throw new Invalid("mapping.rules.local.user.type: ephemeral or local is expected.");
            }
            var read = new Local.User(
                    template(user, "id"),
                    template(user, "name"),
                    template(user, "email"),
                    user.optionalObject("domain").map(this::domain),
                    type.equals("local"));
            user.refuseOthers();
            return read;
        }

        private Template groupId(Fields group) {
            var id = required(group, "id");
            group.refuseOthers();
            return id;
        }

        private Local.Group group(Fields group) {
            var read = new Local.Group(required(group, "name"), domain(group.object("domain")));
            group.refuseOthers();
            return read;
        }

        private Local.Project project(Fields project) {
            var roles = project.objects("roles").stream().map(this::role).toList();
            if (roles.isEmpty()) {
                throw new Invalid("mapping.rules.local.projects: 'roles' is a required property");
            }
            var read = new Local.Project(
                    required(project, "name"), project.optionalObject("domain").map(this::domain), roles);
            project.refuseOthers();
            return read;
        }

        private Template role(Fields role) {
            var name = required(role, "name");
            role.refuseOthers();
            return name;
        }

        private Local.Domain domain(Fields domain) {
            var read = new Local.Domain(template(domain, "id"), template(domain, "name"));
            domain.refuseOthers();
            if (read.id().isEmpty() && read.name().isEmpty()) {
                throw new Invalid("mapping.rules.local: a domain has an id or a name.");
            }
            return read;
        }

        private Template required(Fields fields, String key) {
            return Template.parse(fields.text(key, 1, LONGEST), places, key);
        }

        private Optional<Template> template(Fields fields, String key) {
            return fields.optionalText(key, 1, LONGEST).map(text -> Template.parse(text, places, key));
        }
    }
}
