package io.virga.compute.snapshot;

import io.virga.compute.peer.Behalf;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// An image that is being made of an instance, and that goes again unless it becomes active: in whose name, and how
/// far the host has come.
@Entity
@Table(name = "snapshots")
public class Snapshot {

    @Id
    @Column(name = "image_id")
    private UUID imageId;

    @Column(name = "instance_id")
    private UUID instanceId;

    @JdbcTypeCode(SqlTypes.JSON)
    private Behalf behalf;

    private Long size;
    private boolean uploaded;

    @Column(name = "kept_until")
    private Instant keptUntil;

    protected Snapshot() {}

    Snapshot(ImageId image, InstanceId instance, Behalf behalf, Instant keptUntil) {
        this.imageId = image.value();
        this.instanceId = instance.value();
        this.behalf = behalf;
        this.keptUntil = keptUntil;
    }

    /// An operation makes the image from now on.
    void underWay() {
        keptUntil = null;
    }

    void giveUp(Instant now) {
        keptUntil = now;
    }

    /// The host has a copy of `bytes`.
    public void taken(long bytes) {
        size = bytes;
    }

    /// The host has brought all of it into the store.
    public void uploaded() {
        uploaded = true;
    }

    public ImageId image() {
        return new ImageId(imageId);
    }

    public Behalf behalf() {
        return behalf;
    }

    /// In bytes, once the host has said so.
    public OptionalLong size() {
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    public boolean isUploaded() {
        return uploaded;
    }
}
