package io.virga.identity.domainconfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The settings in a request: values by group and option, all of them known.
record ConfigDraft(Map<String, Map<String, JsonNode>> groups) {

    private static final int LONGEST = 65_535;

    static ConfigDraft of(String body) {
        return of(config(body));
    }

    /// For one group only, which must be the only one there.
    static ConfigDraft of(String body, String group) {
        KnownOptions.requireGroup(group);
        var draft = of(config(body));
        if (!draft.groups().keySet().equals(Set.of(group))) {
            throw KnownOptions.refused(
                    "Trying to update group %s, so that, and only that, group must be specified in the config"
                            .formatted(group));
        }
        return draft;
    }

    /// For one option only, whose value is all that is there.
    static ConfigDraft of(String body, String group, String option) {
        KnownOptions.requireOption(group, option);
        var config = config(body);
        if (!config.keys().equals(Set.of(option))) {
            throw KnownOptions.refused(
                    "Trying to update option %s in group %s, so that, and only that, option must be specified in the config"
                            .formatted(option, group));
        }
        return new ConfigDraft(Map.of(group, Map.of(option, checked(option, config.json(option)))));
    }

    private static Fields config(String body) {
        var parsed = Fields.parse(body);
        var config = parsed.object("config");
        parsed.refuseOthers();
        if (config.keys().isEmpty()) {
            throw KnownOptions.refused("No options specified");
        }
        return config;
    }

    private static ConfigDraft of(Fields config) {
        var groups = new LinkedHashMap<String, Map<String, JsonNode>>();
        for (var group : config.keys()) {
            KnownOptions.requireGroup(group);
            if (!(config.json(group) instanceof ObjectNode options) || options.isEmpty()) {
                throw KnownOptions.refused(
                        "The value of group %s specified in the config should be a dictionary of options"
                                .formatted(group));
            }
            var values = new LinkedHashMap<String, JsonNode>();
            options.properties().forEach(option -> {
                KnownOptions.requireOption(group, option.getKey());
                values.put(option.getKey(), checked(option.getKey(), option.getValue()));
            });
            groups.put(group, values);
        }
        return new ConfigDraft(groups);
    }

    private static JsonNode checked(String option, JsonNode value) {
        var text = value.toString();
        if (value.isObject() || text.length() > LONGEST || text.contains("\\u0000")) {
            throw new Invalid("config.%s: a string, a number, a boolean or a list is expected.".formatted(option));
        }
        return value;
    }
}
