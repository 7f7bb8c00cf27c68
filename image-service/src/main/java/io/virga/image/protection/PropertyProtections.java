package io.virga.image.protection;

import io.virga.image.ImageConfig;
import io.virga.model.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Predicate;

/// Which properties of images are not simply their owner's: the operator says who may make, see, change and remove
/// those of which names, see `docs/images.md`.
///
/// The first rule of the file that covers a name decides. A name that no rule covers is nobody's, as in Glance; without
/// a file every property is free.
@ApplicationScoped
public class PropertyProtections {

    private final List<ProtectionRule> rules;
    private final boolean none;

    PropertyProtections(ImageConfig config) {
        var file = config.propertyProtections();
        none = file.isEmpty();
        rules = file.map(ProtectionFile::read).orElse(List.of());
    }

    public boolean allow(Caller caller, Operation operation, String property) {
        return none
                || rules.stream()
                        .filter(rule -> rule.covers(property))
                        .findFirst()
                        .filter(rule -> rule.admits(caller, operation))
                        .isPresent();
    }

    /// The properties that the caller may see.
    public Predicate<String> readableBy(Caller caller) {
        return property -> allow(caller, Operation.READ, property);
    }
}
