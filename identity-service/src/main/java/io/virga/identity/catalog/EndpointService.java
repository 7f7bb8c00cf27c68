package io.virga.identity.catalog;

import io.virga.identity.Extra;
import io.virga.identity.Ids;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/// Endpoints come, change and go.
@ApplicationScoped
public class EndpointService {

    private final Catalog catalog;

    EndpointService(Catalog catalog) {
        this.catalog = catalog;
    }

    @Transactional
    Endpoint get(String id) {
        return catalog.endpoint(id);
    }

    @Transactional
    List<Endpoint> list(EndpointFilter filter) {
        return catalog.endpoints(filter);
    }

    @Transactional
    Endpoint create(EndpointDraft draft) {
        var endpoint = new Endpoint(Ids.random());
        apply(endpoint, draft);
        catalog.add(endpoint);
        return endpoint;
    }

    @Transactional
    Endpoint update(String id, EndpointDraft draft) {
        var endpoint = catalog.endpoint(id);
        apply(endpoint, draft);
        catalog.changed();
        return endpoint;
    }

    @Transactional
    void delete(String id) {
        catalog.remove(catalog.endpoint(id));
    }

    private void apply(Endpoint endpoint, EndpointDraft draft) {
        draft.serviceId().filter(id -> catalog.findService(id).isEmpty()).ifPresent(id -> {
            throw new Invalid("endpoint.service_id: no such service: " + id);
        });
        draft.regionId().filter(id -> !catalog.hasRegion(id)).ifPresent(id -> {
            throw new Invalid("endpoint.region_id: no such region: " + id);
        });
        draft.region().filter(id -> !catalog.hasRegion(id)).ifPresent(id -> catalog.add(new Region(id)));
        endpoint.serve(
                draft.serviceId().orElse(endpoint.serviceId()),
                draft.face().orElse(endpoint.face()),
                draft.regionId().or(draft::region).orElse(draft.nowhere() ? null : endpoint.regionId()));
        draft.url().ifPresent(endpoint::moveTo);
        draft.enabled().ifPresent(endpoint::enable);
        endpoint.extend(Extra.merged(endpoint.extra(), draft.extra()));
    }
}
