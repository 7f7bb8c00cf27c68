package io.virga.identity.federation.serviceprovider;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// Service providers come, change and go.
@ApplicationScoped
public class ServiceProviderService {

    private final Session session;

    ServiceProviderService(Session session) {
        this.session = session;
    }

    @Transactional
    List<ServiceProvider> list(Optional<String> id, Optional<Boolean> enabled) {
        return new Where().equal("id", id).equal("enabled", enabled).list(session, ServiceProvider.class, "id");
    }

    @Transactional
    ServiceProvider get(String id) {
        return find(id).orElseThrow(() -> new NotFound("service provider", id));
    }

    @Transactional
    ServiceProvider create(String id, ServiceProviderDraft draft) {
        if (find(id).isPresent()) {
            throw new Conflict(
                    "Conflict occurred attempting to store service_provider - Duplicate entry: %s.".formatted(id));
        }
        var provider = new ServiceProvider(id);
        provider.change(draft);
        session.persist(provider);
        return provider;
    }

    @Transactional
    ServiceProvider update(String id, ServiceProviderDraft draft) {
        var provider = get(id);
        provider.change(draft);
        return provider;
    }

    @Transactional
    void delete(String id) {
        session.remove(get(id));
    }

    private Optional<ServiceProvider> find(String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(ServiceProvider.class, id)) : Optional.empty();
    }
}
