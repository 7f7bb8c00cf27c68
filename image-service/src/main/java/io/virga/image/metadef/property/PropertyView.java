package io.virga.image.metadef.property;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Properties as the image API shows them: one with its name among its members, several by their names.
public final class PropertyView {

    private PropertyView() {}

    static Map<String, Object> of(PropertyDefinition property) {
        var view = new TreeMap<>(property.definition());
        view.put("name", property.name());
        return view;
    }

    /// Each name with the prefix that it has on things of some resource type.
    public static Map<String, Object> all(List<PropertyDefinition> properties, String prefix) {
        var view = new TreeMap<String, Object>();
        properties.forEach(property -> view.put(prefix + property.name(), new TreeMap<>(property.definition())));
        return view;
    }
}
