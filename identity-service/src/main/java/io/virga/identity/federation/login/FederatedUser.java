package io.virga.identity.federation.login;

import io.virga.identity.user.ProviderNames.Federated;
import io.virga.identity.user.ProviderNames.Name;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

/// Ties a user of this cloud to who they are at their identity provider.
@Entity
@Table(name = "federated_users")
class FederatedUser {

    @EmbeddedId
    private Key key;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "rights_end")
    private Instant rightsEnd;

    protected FederatedUser() {}

    FederatedUser(Key key, String userId) {
        this.key = key;
        this.userId = userId;
    }

    /// Names may change hands at the provider; the unique id may not.
    @Embeddable
    record Key(
            @Column(name = "idp_id") String idpId,
            @Column(name = "protocol_id") String protocolId,
            @Column(name = "unique_id") String uniqueId) {}

    String userId() {
        return userId;
    }

    Federated name() {
        return new Federated(key.idpId(), List.of(new Name(key.protocolId(), key.uniqueId())));
    }

    /// Null when what the mapping gave stays until the next log-in, or nothing of it is left.
    void keepRightsUntil(Instant end) {
        rightsEnd = end;
    }
}
