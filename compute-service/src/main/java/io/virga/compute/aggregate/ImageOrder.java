package io.virga.compute.aggregate;

import io.virga.contract.agent.HostReport.Caching;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/// That a host shall have an image in its cache, and how far it is.
@Entity
@Table(name = "image_orders")
@IdClass(ImageOrder.Key.class)
class ImageOrder {

    enum Status {
        QUEUED,
        CACHING,
        CACHED,
        FAILED;

        boolean isOpen() {
            return this == QUEUED || this == CACHING;
        }
    }

    record Key(int aggregateId, String host, UUID imageId) implements Serializable {}

    @Id
    @Column(name = "aggregate_id")
    private int aggregateId;

    @Id
    private String host;

    @Id
    @Column(name = "image_id")
    private UUID imageId;

    private UUID wish;

    @Enumerated(EnumType.STRING)
    private Status status;

    private long bytes;
    private Long size;
    private String message;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected ImageOrder() {}

    ImageOrder(int aggregateId, String host, ImageId image, Instant now) {
        this.aggregateId = aggregateId;
        this.host = host;
        this.imageId = image.value();
        anew(now);
    }

    final void anew(Instant now) {
        wish = UUID.randomUUID();
        become(Status.QUEUED, 0, "", now);
    }

    void commanded(long imageSize, Instant now) {
        size = imageSize;
        become(Status.CACHING, bytes, "", now);
    }

    void fail(String why, Instant now) {
        become(Status.FAILED, bytes, why, now);
    }

    /// What its host says of it, at `now`. Nothing is believed any more once it is over.
    void told(Caching caching, Instant now) {
        if (status.isOpen()) {
            var next = switch (caching.stage()) {
                case FETCHING -> Status.CACHING;
                case CACHED -> Status.CACHED;
                case FAILED -> Status.FAILED;
            };
            become(next, caching.bytes(), caching.message(), now);
        }
    }

    private void become(Status next, long have, String why, Instant now) {
        status = next;
        bytes = have;
        message = why;
        updatedAt = now;
    }

    /// New with every wish for the same image.
    UUID wish() {
        return wish;
    }

    HostName host() {
        return new HostName(host);
    }

    ImageId image() {
        return new ImageId(imageId);
    }

    Status status() {
        return status;
    }

    long bytes() {
        return bytes;
    }

    /// In bytes, known once the host was told.
    OptionalLong size() {
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    String message() {
        return message;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
