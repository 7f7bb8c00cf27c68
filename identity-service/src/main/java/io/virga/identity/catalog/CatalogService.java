package io.virga.identity.catalog;

import io.virga.identity.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// The catalog that goes with a token, and what bootstrap writes into it.
@ApplicationScoped
public class CatalogService {

    private final Catalog catalog;
    private final CatalogCache cache;

    CatalogService(Catalog catalog, CatalogCache cache) {
        this.catalog = catalog;
        this.cache = cache;
    }

    /// What a token of the user, in the project if it is in one, leads to: the enabled endpoints of the enabled
    /// services. Mostly from memory; a change is seen at once in this process, within seconds in others.
    @Transactional
    public List<CatalogEntry> forToken(String userId, Optional<String> projectId) {
        return cache.get().of(userId, projectId);
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
        for (var face : Endpoint.FACES) {
            var known = catalog.endpoints(
                    new EndpointFilter(Optional.of(service.id()), Optional.of(face), Optional.of(region)));
            var endpoint = known.isEmpty() ? made(service, face, region) : known.getFirst();
            endpoint.moveTo(url);
            if (known.isEmpty()) {
                catalog.add(endpoint);
            }
        }
        catalog.changed();
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
