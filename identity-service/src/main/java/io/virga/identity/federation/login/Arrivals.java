package io.virga.identity.federation.login;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.contract.identity.TokenClaims.Federated;
import io.virga.identity.federation.login.AccessTokens.Verified;
import io.virga.identity.federation.mapping.Mapped;
import io.virga.identity.federation.mapping.Mapped.Who;
import io.virga.identity.federation.mapping.MappingRules;
import io.virga.identity.federation.provider.IdentityProvider;
import io.virga.identity.federation.provider.Protocol;
import io.virga.identity.token.FederatedTokens.Vouched;
import io.virga.identity.user.User;
import io.virga.identity.user.Users;
import io.virga.model.CloudException.Forbidden;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;

/// Makes of somebody whose access token was found good what the mapping says: a user, with groups and projects.
@ApplicationScoped
class Arrivals {

    /// How often it is tried when others make the same user or project at the same time.
    private static final int TRIES = 4;

    private static final int LONGEST_NAME = 255;

    private final FederatedUsers federated;
    private final FederatedRights rights;
    private final MappedPlaces places;
    private final Users users;
    private final Session session;
    private final Clock clock;

    Arrivals(
            FederatedUsers federated,
            FederatedRights rights,
            MappedPlaces places,
            Users users,
            Session session,
            Clock clock) {
        this.federated = federated;
        this.rights = rights;
        this.places = places;
        this.users = users;
        this.session = session;
        this.clock = clock;
    }

    /// The way somebody came.
    record Door(IdentityProvider provider, Protocol protocol, MappingRules rules) {}

    Vouched settle(Door door, Verified verified) {
        requireRemoteId(door, verified);
        var mapped = door.rules().map(verified.claims());
        for (var tries = 1; ; tries++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> {
                    var vouched = settle(door, verified, mapped);
                    session.flush();
                    return vouched;
                });
            } catch (ConstraintViolationException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Vouched settle(Door door, Verified verified, Mapped mapped) {
        var method = door.protocol().id();
        return switch (mapped.who()) {
            case Who.Local local -> new Vouched(local(local).id(), method, Optional.empty(), Instant.MAX);
            case Who.Ephemeral who -> {
                var provider = door.provider();
                var end = provider.authorizationTtl().map(clock.instant()::plus);
                var key = new FederatedUser.Key(provider.id(), method, who.id().orElse(verified.subject()));
                var name = who.name().or(who::id).orElseThrow();
                if (name.length() > LONGEST_NAME || key.uniqueId().length() > LONGEST_NAME) {
                    throw new Forbidden("The mapping makes a name of more than 255 characters.");
                }
                var user = federated.comeIn(key, provider.domainId(), name, end.orElse(null));
                rights.setTo(user.id(), places.given(mapped, provider.domainId()));
                var federation = new Federated(provider.id(), method, places.groupIds(mapped));
                yield new Vouched(user.id(), method, Optional.of(federation), end.orElse(Instant.MAX));
            }
        };
    }

    private User local(Who.Local who) {
        return who.id()
                .<Optional<User>>map(users::find)
                .orElseGet(() -> users.named(
                        places.domain(who.domain().orElseThrow()).id(),
                        who.name().orElseThrow()))
                .orElseThrow(() -> new Forbidden("The mapping names a user that does not exist."));
    }

    private static void requireRemoteId(Door door, Verified verified) {
        List<String> accepted = door.provider().remoteIds();
        var attribute = door.protocol().remoteIdAttribute().filter(name -> !name.isEmpty());
        var said = verified.claims().single(attribute.orElse("iss"));
        if (!accepted.isEmpty() && said.filter(accepted::contains).isEmpty()) {
            throw new Forbidden("Incoming identity provider identifier not included among the accepted identifiers.");
        }
    }
}
