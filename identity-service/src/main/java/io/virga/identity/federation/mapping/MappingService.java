package io.virga.identity.federation.mapping;

import io.virga.model.CloudException.Conflict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Mappings come, change and go. A change counts from the next log-in on.
@ApplicationScoped
public class MappingService {

    private final Mappings mappings;

    MappingService(Mappings mappings) {
        this.mappings = mappings;
    }

    @Transactional
    List<Mapping> list() {
        return mappings.list();
    }

    @Transactional
    Mapping get(String id) {
        return mappings.get(id);
    }

    @Transactional
    Mapping create(String id, MappingDraft draft) {
        if (mappings.find(id).isPresent()) {
            throw new Conflict("Conflict occurred attempting to store mapping - Duplicate entry: %s.".formatted(id));
        }
        var mapping = new Mapping(id, draft);
        mappings.add(mapping);
        return mapping;
    }

    @Transactional
    Mapping update(String id, MappingDraft draft) {
        var mapping = mappings.get(id);
        mapping.change(draft);
        return mapping;
    }

    /// `Conflict` while a protocol maps by it: its users could not log in any more.
    @Transactional
    void delete(String id) {
        var mapping = mappings.get(id);
        if (mappings.used(id)) {
            throw new Conflict("The mapping %s is used by a protocol.".formatted(id));
        }
        mappings.remove(mapping);
    }
}
