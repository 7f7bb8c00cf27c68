package io.virga.image.importing;

import io.virga.image.image.ImportMethod;
import io.virga.image.inspect.DiskFormat;
import io.virga.model.Caller;
import io.virga.model.ImageId;
import io.virga.model.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One import of an image's data: asked for, under way, or ended. It is worked on by whoever has its lease.
@Entity
@Table(name = "import_tasks")
class ImportTask {

    @Id
    private UUID id;

    @Column(name = "image_id")
    private UUID imageId;

    private String owner;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "request_id")
    private String requestId;

    /// The method's name.
    private String method;

    /// Null but for `web-download`.
    private String uri;

    /// Null when the disk format stays as it is.
    @Enumerated(EnumType.STRING)
    @Column(name = "convert_to")
    private DiskFormat convertTo;

    private String store;

    @Enumerated(EnumType.STRING)
    private TaskStatus status = TaskStatus.PENDING;

    private String message = "";

    private int attempts;

    @Column(name = "lease_until")
    private Instant leaseUntil;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected ImportTask() {}

    ImportTask(ImageId image, ProjectId owner, Caller caller, String requestId, ImportRequest order, Instant now) {
        id = UUID.randomUUID();
        imageId = image.value();
        this.owner = owner.value();
        userId = caller.user().value();
        this.requestId = requestId;
        method = order.method().name();
        uri = order.method() instanceof ImportMethod.WebDownload(var from) ? from : null;
        store = order.store();
        convertTo = order.convert().orElse(null);
        leaseUntil = now;
        createdAt = now;
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    ImageId image() {
        return new ImageId(imageId);
    }

    ProjectId owner() {
        return new ProjectId(owner);
    }

    String userId() {
        return userId;
    }

    String requestId() {
        return requestId;
    }

    ImportMethod method() {
        return ImportMethod.of(method, uri);
    }

    /// The disk format that the image is to have in the end, when it is another one.
    Optional<DiskFormat> convertTo() {
        return Optional.ofNullable(convertTo);
    }

    String store() {
        return store;
    }

    TaskStatus status() {
        return status;
    }

    String message() {
        return message;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    boolean isOver() {
        return status == TaskStatus.SUCCESS || status == TaskStatus.FAILURE;
    }

    /// How often somebody has begun with it.
    int attempts() {
        return attempts;
    }

    void begin(Instant leaseUntil, Instant now) {
        status = TaskStatus.PROCESSING;
        attempts++;
        this.leaseUntil = leaseUntil;
        updatedAt = now;
    }

    void extend(Instant leaseUntil) {
        this.leaseUntil = leaseUntil;
    }

    /// Nobody has it until then, and this attempt does not count.
    void putOff(Instant until) {
        attempts--;
        leaseUntil = until;
    }

    void succeed(Instant expiresAt, Instant now) {
        end(TaskStatus.SUCCESS, "", expiresAt, now);
    }

    void fail(String reason, Instant expiresAt, Instant now) {
        end(TaskStatus.FAILURE, reason, expiresAt, now);
    }

    private void end(TaskStatus end, String why, Instant expires, Instant now) {
        status = end;
        message = why;
        leaseUntil = null;
        expiresAt = expires;
        updatedAt = now;
    }
}
