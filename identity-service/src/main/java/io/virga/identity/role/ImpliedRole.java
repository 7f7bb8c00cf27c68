package io.virga.identity.role;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
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

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "prior_role_id", insertable = false, updatable = false)
    private Role prior;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "implied_role_id", insertable = false, updatable = false)
    private Role implied;

    protected ImpliedRole() {}

    ImpliedRole(String prior, String implied) {
        this.key = new Key(prior, implied);
    }

    Role prior() {
        return prior;
    }

    Role implied() {
        return implied;
    }
}
