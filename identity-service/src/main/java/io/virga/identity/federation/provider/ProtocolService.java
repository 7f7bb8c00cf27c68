package io.virga.identity.federation.provider;

import io.virga.identity.federation.mapping.Mappings;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/// The ways in which an identity provider's users log in come, change and go.
@ApplicationScoped
public class ProtocolService {

    private final IdentityProviders providers;
    private final Mappings mappings;
    private final Event<ProviderClosed> closed;

    ProtocolService(IdentityProviders providers, Mappings mappings, Event<ProviderClosed> closed) {
        this.providers = providers;
        this.mappings = mappings;
        this.closed = closed;
    }

    @Transactional
    List<Protocol> list(String idpId) {
        providers.get(idpId);
        return providers.protocols(idpId);
    }

    @Transactional
    Protocol get(String idpId, String id) {
        return providers.protocol(idpId, id);
    }

    @Transactional
    Protocol create(String idpId, String id, ProtocolDraft draft) {
        requireMapping(draft);
        providers.get(idpId);
        if (providers.findProtocol(idpId, id).isPresent()) {
            throw new Conflict("Conflict occurred attempting to store federation_protocol - Duplicate entry: " + id);
        }
        var protocol = new Protocol(idpId, id, draft.mappingId());
        draft.remoteIdAttribute().ifPresent(protocol::readRemoteIdFrom);
        providers.add(protocol);
        return protocol;
    }

    @Transactional
    Protocol update(String idpId, String id, ProtocolDraft draft) {
        requireMapping(draft);
        var protocol = providers.protocol(idpId, id);
        protocol.mapBy(draft.mappingId());
        draft.remoteIdAttribute().ifPresent(protocol::readRemoteIdFrom);
        return protocol;
    }

    @Transactional
    void delete(String idpId, String id) {
        var protocol = providers.protocol(idpId, id);
        closed.fire(new ProviderClosed(idpId, Optional.of(id), true));
        providers.remove(protocol);
    }

    private void requireMapping(ProtocolDraft draft) {
        if (mappings.find(draft.mappingId()).isEmpty()) {
            throw new Invalid("Invalid mapping id: " + draft.mappingId());
        }
    }
}
