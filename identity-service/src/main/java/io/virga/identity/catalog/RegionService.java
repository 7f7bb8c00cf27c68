package io.virga.identity.catalog;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Regions come, change and go.
@ApplicationScoped
public class RegionService {

    private final Catalog catalog;

    RegionService(Catalog catalog) {
        this.catalog = catalog;
    }

    @Transactional
    Region get(String id) {
        return catalog.region(id);
    }

    @Transactional
    List<Region> list(Optional<String> parentId) {
        return catalog.regions(parentId);
    }

    @Transactional
    Region create(RegionDraft draft) {
        var id = draft.id().orElseGet(Ids::random);
        if (catalog.findRegion(id).isPresent()) {
            throw new Conflict("Conflict occurred attempting to store region - Duplicate ID, %s.".formatted(id));
        }
        var region = new Region(id);
        apply(region, draft);
        catalog.add(region);
        return region;
    }

    @Transactional
    Region update(String id, RegionDraft draft) {
        var region = catalog.region(id);
        apply(region, draft);
        return region;
    }

    @Transactional
    void delete(String id) {
        var region = catalog.region(id);
        var used = !catalog.regions(Optional.of(id)).isEmpty()
                || !catalog.endpoints(Optional.empty(), Optional.empty(), Optional.of(id))
                        .isEmpty();
        if (used) {
            throw new Forbidden("Unable to delete region %s because it or its child regions have associated endpoints."
                    .formatted(id));
        }
        catalog.remove(region);
    }

    private void apply(Region region, RegionDraft draft) {
        draft.parentId().ifPresent(parent -> {
            catalog.region(parent);
            refuseCircle(region.id(), parent);
            region.putUnder(parent);
        });
        draft.description().ifPresent(region::describe);
        region.extend(Extra.merged(region.extra(), draft.extra()));
    }

    private void refuseCircle(String id, String parent) {
        for (var above = Optional.of(parent);
                above.isPresent();
                above = catalog.region(above.get()).parentId()) {
            if (above.get().equals(id)) {
                throw new Invalid("region.parent_region_id: a region cannot be under itself.");
            }
        }
    }
}
