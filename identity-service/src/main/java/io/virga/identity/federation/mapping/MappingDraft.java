package io.virga.identity.federation.mapping;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a request says about a mapping: rules that were found to be good.
record MappingDraft(String schemaVersion, List<Map<String, Object>> rules) {

    private static final Set<String> VERSIONS = Set.of("1.0", "2.0");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Map<String, Object>>> RULES = new TypeReference<>() {};

    static MappingDraft of(String body) {
        var mapping = Fields.parse(body).object("mapping");
        if (mapping.node().toString().contains("\\u0000")) {
            throw new Invalid("The character U+0000 is not allowed in a text.");
        }
        var version = mapping.optionalText("schema_version", 1, 5).orElse("1.0");
        if (!VERSIONS.contains(version)) {
            throw new Invalid("mapping.schema_version: 1.0 and 2.0 are known.");
        }
        MappingText.parse(mapping);
        mapping.refuseOthers();
        return new MappingDraft(version, JSON.convertValue(mapping.json("rules"), RULES));
    }

    static MappingRules rules(List<Map<String, Object>> rules) {
        return MappingText.parse(Fields.of(JSON.valueToTree(Map.of("rules", rules)), "mapping"));
    }
}
