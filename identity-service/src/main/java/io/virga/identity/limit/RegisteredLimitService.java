package io.virga.identity.limit;

import io.virga.identity.Ids;
import io.virga.identity.catalog.Catalog;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// Registered limits come, change and go. One that projects have limits of their own for stays as it is.
@ApplicationScoped
public class RegisteredLimitService {

    private final RegisteredLimits registered;
    private final Limits limits;
    private final Catalog catalog;

    RegisteredLimitService(RegisteredLimits registered, Limits limits, Catalog catalog) {
        this.registered = registered;
        this.limits = limits;
        this.catalog = catalog;
    }

    @Transactional
    RegisteredLimit get(String id) {
        return registered.get(id);
    }

    @Transactional
    List<RegisteredLimit> list(Optional<String> serviceId, Optional<String> regionId, Optional<String> resource) {
        return registered.list(serviceId, regionId, resource);
    }

    /// All of them or none.
    @Transactional
    List<RegisteredLimit> create(List<RegisteredLimitDraft> drafts) {
        return drafts.stream()
                .map(draft -> {
                    var limit = new RegisteredLimit(Ids.random());
                    apply(limit, draft);
                    registered.add(limit);
                    return limit;
                })
                .toList();
    }

    @Transactional
    RegisteredLimit update(String id, RegisteredLimitDraft draft) {
        var limit = unused(id);
        apply(limit, draft);
        return limit;
    }

    @Transactional
    void delete(String id) {
        registered.remove(unused(id));
    }

    private RegisteredLimit unused(String id) {
        var limit = registered.get(id);
        if (limits.any(limit)) {
            throw new Forbidden(
                    "Unable to update or delete registered limit %s because there are project limits associated with it."
                            .formatted(id));
        }
        return limit;
    }

    private void apply(RegisteredLimit limit, RegisteredLimitDraft draft) {
        var what = draft.resourceOf(limit);
        requireInCatalog(catalog, what, "registered_limit");
        if (registered.find(what).filter(other -> other != limit).isPresent()) {
            throw new Conflict("Conflict occurred attempting to store registered_limit - Duplicate entry.");
        }
        limit.standFor(what.serviceId(), what.regionId().orElse(null), what.name());
        draft.ceiling().ifPresent(limit::allow);
        draft.description().ifPresent(limit::describe);
    }

    /// Throws `Invalid` when there is no such service or region.
    static void requireInCatalog(Catalog catalog, Resource what, String target) {
        if (catalog.findService(what.serviceId()).isEmpty()) {
            throw new Invalid("Expecting to find service_id in %s: there is no such service.".formatted(target));
        }
        if (what.regionId().filter(region -> !catalog.hasRegion(region)).isPresent()) {
            throw new Invalid("Expecting to find region_id in %s: there is no such region.".formatted(target));
        }
    }
}
