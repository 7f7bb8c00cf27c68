package io.virga.image.member;

import io.virga.model.ImageId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/// A project that an image is shared with, and what it thinks of that.
@Entity
@Table(name = "image_members")
class Member {

    /// An image and a project.
    @Embeddable
    record Key(
            @Column(name = "image_id") UUID imageId,
            @Column(name = "member_id") String memberId) {}

    @EmbeddedId
    private Key key;

    private String status;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Member() {}

    Member(ImageId image, String member, Instant now) {
        key = new Key(image.value(), member);
        status = MemberStatus.PENDING.word();
        createdAt = now;
        updatedAt = now;
    }

    ImageId image() {
        return new ImageId(key.imageId());
    }

    String member() {
        return key.memberId();
    }

    String status() {
        return status;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    void answer(MemberStatus wanted, Instant now) {
        status = wanted.word();
        updatedAt = now;
    }
}
