package io.virga.identity.group;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/// A user is in a group.
@Entity
@Table(name = "memberships")
class Membership {

    @Embeddable
    record Key(
            @Column(name = "group_id") String groupId,
            @Column(name = "user_id") String userId) {}

    @EmbeddedId
    private Key key;

    protected Membership() {}

    Membership(String groupId, String userId) {
        this.key = new Key(groupId, userId);
    }
}
