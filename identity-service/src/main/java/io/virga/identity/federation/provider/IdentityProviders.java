package io.virga.identity.federation.provider;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The identity providers that are known, and their protocols.
@ApplicationScoped
public class IdentityProviders {

    private final Session session;

    IdentityProviders(Session session) {
        this.session = session;
    }

    void add(IdentityProvider provider) {
        session.persist(provider);
        session.flush();
    }

    public IdentityProvider get(String id) {
        return find(id).orElseThrow(() -> new NotFound("identity provider", id));
    }

    public Optional<IdentityProvider> find(String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(IdentityProvider.class, id)) : Optional.empty();
    }

    List<IdentityProvider> list(Optional<String> id, Optional<Boolean> enabled) {
        return new Where().equal("id", id).equal("enabled", enabled).list(session, IdentityProvider.class, "id");
    }

    void flush() {
        session.flush();
    }

    void remove(IdentityProvider provider) {
        protocols(provider.id()).forEach(session::remove);
        session.flush();
        session.remove(provider);
        session.flush();
    }

    void add(Protocol protocol) {
        session.persist(protocol);
        session.flush();
    }

    public Protocol protocol(String idpId, String id) {
        return findProtocol(idpId, id).orElseThrow(() -> new NotFound("federation protocol", id));
    }

    public Optional<Protocol> findProtocol(String idpId, String id) {
        return Ids.plausible(idpId) && Ids.plausible(id)
                ? Optional.ofNullable(session.find(Protocol.class, new Protocol.Key(idpId, id)))
                : Optional.empty();
    }

    public List<Protocol> protocols(String idpId) {
        return new Where().equal("key.idpId", Optional.of(idpId)).list(session, Protocol.class, "key.id");
    }

    void remove(Protocol protocol) {
        session.remove(protocol);
        session.flush();
    }
}
