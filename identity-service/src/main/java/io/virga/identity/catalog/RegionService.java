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

/// Regions come, change and go; those below a region go with it.
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
        catalog.changed();
        return region;
    }

    @Transactional
    void delete(String id) {
        catalog.region(id);
        if (catalog.servesFromOrBelow(id)) {
            throw new Forbidden("Unable to delete region %s because it or its child regions have associated endpoints."
                    .formatted(id));
        }
        catalog.removeWithThoseBelow(id);
    }

    private void apply(Region region, RegionDraft draft) {
        draft.parentId().ifPresent(parent -> {
            catalog.region(parent);
            refuseCircle(region.id(), parent);
            region.putUnder(parent);
        });
        if (draft.toTop()) {
            region.putUnder(null);
        }
        draft.description().ifPresent(region::describe);
        region.extend(Extra.merged(region.extra(), draft.extra()));
    }

    private void refuseCircle(String id, String parent) {
        for (var above = Optional.of(parent);
                above.isPresent();
                above = catalog.region(above.get()).parentId()) {
            if (above.get().equals(id)) {
                throw new Invalid(
                        "The specified parent region %s would create a circular region hierarchy.".formatted(parent));
            }
        }
    }
}
