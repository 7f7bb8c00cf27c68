package io.virga.identity.role;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/// Who has the prior role has the implied one as well.
@Entity
@Table(name = "implied_roles")
class ImpliedRole {

    @Embeddable
    record Key(
            @Column(name = "prior_role_id") String prior,
            @Column(name = "implied_role_id") String implied) {}

    @EmbeddedId
    private Key key;

    protected ImpliedRole() {}

    ImpliedRole(String prior, String implied) {
        this.key = new Key(prior, implied);
    }

    String prior() {
        return key.prior();
    }

    String implied() {
        return key.implied();
    }
}
