package io.virga.image.metadef.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadefSchemasTest {

    @ParameterizedTest
    @CsvSource({
        "namespace, namespace",
        "namespaces, namespaces",
        "object, object",
        "objects, objects",
        "property, property",
        "properties, properties",
        "tag, tag",
        "tags, tags",
        "resource_type, resource_type_association",
        "resource_types, resource_type_associations"
    })
    void eachIsCalledByWhatItDescribesAndRefersToWhatItHas(String name, String called) {
        var schema = MetadefSchemas.named(name).orElseThrow();

        assertThat(schema.path("name").asText()).isEqualTo(called);
        assertThat(schema.path("properties").isEmpty()).isFalse();
        assertThat(references(schema))
                .allSatisfy(reference -> assertThat(
                                schema.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void aPropertyNeedsANameWhenItIsAlone() {
        var alone = MetadefSchemas.named("property").orElseThrow();
        var among = MetadefSchemas.named("properties").orElseThrow().at("/properties/properties/additionalProperties");

        assertThat(alone.path("required").valueStream().map(JsonNode::asText)).containsExactly("title", "type", "name");
        assertThat(among.path("required").valueStream().map(JsonNode::asText)).containsExactly("title", "type");
    }

    @Test
    void thereAreNoOthers() {
        assertThat(MetadefSchemas.named("definitions")).isEmpty();
        assertThat(MetadefSchemas.named("../image")).isEmpty();
    }

    private static List<String> references(JsonNode node) {
        var found = new ArrayList<String>();
        node.findValues("$ref").forEach(reference -> found.add(reference.asText()));
        return found;
    }
}
