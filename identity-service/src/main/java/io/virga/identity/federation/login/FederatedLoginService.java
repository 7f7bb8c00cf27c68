package io.virga.identity.federation.login;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.identity.federation.login.Arrivals.Door;
import io.virga.identity.federation.mapping.Mappings;
import io.virga.identity.federation.provider.IdentityProviders;
import io.virga.identity.token.FederatedTokens;
import io.virga.identity.token.Issued;
import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;

/// Logs somebody in whom an identity provider vouches for.
@ApplicationScoped
public class FederatedLoginService {

    private final IdentityProviders providers;
    private final Mappings mappings;
    private final AccessTokens accessTokens;
    private final Arrivals arrivals;
    private final FederatedTokens tokens;

    FederatedLoginService(
            IdentityProviders providers,
            Mappings mappings,
            AccessTokens accessTokens,
            Arrivals arrivals,
            FederatedTokens tokens) {
        this.providers = providers;
        this.mappings = mappings;
        this.accessTokens = accessTokens;
        this.arrivals = arrivals;
        this.tokens = tokens;
    }

    /// An unscoped token. `Unauthenticated` for an access token that does not count, `Forbidden` for a person or an
    /// identity provider that is not wanted.
    Issued logIn(String idpId, String protocolId, String accessToken) {
        var door = door(idpId, protocolId);
        return tokens.unscoped(arrivals.settle(door, accessTokens.verify(idpId, accessToken)));
    }

    Door door(String idpId, String protocolId) {
        var door = QuarkusTransaction.requiringNew().call(() -> {
            var provider = providers.get(idpId);
            var protocol = providers.protocol(idpId, protocolId);
            return new Door(
                    provider, protocol, mappings.get(protocol.mappingId()).rules());
        });
        if (!door.provider().enabled()) {
            throw new Forbidden("Identity Provider %s is disabled.".formatted(idpId));
        }
        if (!accessTokens.knows(idpId)) {
            throw new Forbidden(
                    "The operator has not said whose access tokens the identity provider %s issues.".formatted(idpId));
        }
        return door;
    }
}
