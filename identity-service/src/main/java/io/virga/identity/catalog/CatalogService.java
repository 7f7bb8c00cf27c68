package io.virga.identity.catalog;

import io.virga.identity.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The catalog that goes with a token, and what bootstrap writes into it.
@ApplicationScoped
public class CatalogService {

    private static final List<String> FACES = List.of("public", "internal", "admin");

    private final Catalog catalog;

    CatalogService(Catalog catalog) {
        this.catalog = catalog;
    }

    /// The enabled endpoints of the enabled services.
    @Transactional
    public List<CatalogEntry> forTokens() {
        var endpoints = catalog.endpoints(Optional.empty(), Optional.empty(), Optional.empty()).stream()
                .filter(Endpoint::enabled)
                .collect(Collectors.groupingBy(Endpoint::serviceId));
        return catalog.services(Optional.empty(), Optional.empty()).stream()
                .filter(Service::enabled)
                .map(service -> CatalogEntry.of(service, endpoints.getOrDefault(service.id(), List.of())))
                .toList();
    }

    /// Makes sure that the region has the service at the URL, for all kinds of client.
    @Transactional
    public void publish(String region, String type, String url) {
        ensureRegion(region);
        var service = catalog.services(Optional.of(type), Optional.empty()).stream()
                .findFirst()
                .orElseGet(() -> {
                    var made = new Service(Ids.random(), type, type);
                    catalog.add(made);
                    return made;
                });
        for (var face : FACES) {
            var known = catalog.endpoints(Optional.of(service.id()), Optional.of(face), Optional.of(region));
            var endpoint = known.isEmpty() ? made(service, face, region) : known.getFirst();
            endpoint.moveTo(url);
            if (known.isEmpty()) {
                catalog.add(endpoint);
            }
        }
    }

    private static Endpoint made(Service service, String face, String region) {
        var endpoint = new Endpoint(Ids.random());
        endpoint.serve(service.id(), face, region);
        return endpoint;
    }

    private void ensureRegion(String id) {
        if (catalog.findRegion(id).isEmpty()) {
            catalog.add(new Region(id));
        }
    }
}
