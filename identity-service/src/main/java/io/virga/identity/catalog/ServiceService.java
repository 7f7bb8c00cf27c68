package io.virga.identity.catalog;

import io.virga.identity.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// The catalog's services come, change and go; their endpoints go with them.
@ApplicationScoped
public class ServiceService {

    private final Catalog catalog;

    ServiceService(Catalog catalog) {
        this.catalog = catalog;
    }

    @Transactional
    Service get(String id) {
        return catalog.service(id);
    }

    @Transactional
    List<Service> list(Optional<String> type, Optional<String> name) {
        return catalog.services(type, name);
    }

    @Transactional
    Service create(ServiceDraft draft) {
        var service = new Service(Ids.random(), draft.type().orElseThrow(), "");
        draft.applyTo(service);
        catalog.add(service);
        return service;
    }

    @Transactional
    Service update(String id, ServiceDraft draft) {
        var service = catalog.service(id);
        draft.applyTo(service);
        catalog.changed();
        return service;
    }

    @Transactional
    void delete(String id) {
        catalog.remove(catalog.service(id));
    }
}
