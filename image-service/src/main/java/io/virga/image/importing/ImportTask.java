package io.virga.image.importing;

import io.virga.image.image.ImportMethod;
import io.virga.image.inspect.DiskFormat;
import io.virga.model.Caller;
import io.virga.model.ImageId;
import io.virga.model.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
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

    @Embedded
    private Targets targets;

    /// What is to be done next.
    @Enumerated(EnumType.STRING)
    private ImportKind kind;

    @Enumerated(EnumType.STRING)
    private TaskStatus status = TaskStatus.PENDING;

    private String message = "";

    private int attempts;

    @Column(name = "lease_until")
    private Instant leaseUntil;

    /// Since when a store that is away keeps the next step from being done; null when none does.
    @Column(name = "waits_since")
    private Instant waitsSince;

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
        targets = new Targets(order.stores(), order.allMustSucceed());
        kind = kind(order.method());
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

    Targets targets() {
        return targets;
    }

    ImportKind kind() {
        return kind;
    }

    private static ImportKind kind(ImportMethod method) {
        return switch (method) {
            case ImportMethod.WebDownload _ -> ImportKind.DOWNLOAD;
            case ImportMethod.GlanceDirect(), ImportMethod.UploadSession() -> ImportKind.PROOF;
            case ImportMethod.CopyImage() -> ImportKind.COPY;
        };
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

    void hold(Instant leaseUntil) {
        this.leaseUntil = leaseUntil;
    }

    /// Its bytes come: no store keeps it waiting.
    void advance(Instant leaseUntil) {
        hold(leaseUntil);
        waitsSince = null;
    }

    /// A store is away. Nobody has it until then, and this attempt does not count.
    void putOff(Instant until, Instant now) {
        attempts--;
        leaseUntil = until;
        waitsSince = waitsSince == null ? now : waitsSince;
    }

    /// As above, but it is us who have no room for it, and no store that is waited for.
    void queue(Instant until) {
        attempts--;
        leaseUntil = until;
        waitsSince = null;
    }

    /// Whether stores have kept it waiting for so long, while none of its bytes came.
    boolean hasWaited(Duration patience, Instant now) {
        return waitsSince != null && !waitsSince.plus(patience).isAfter(now);
    }

    /// A step is done, and a copy is the next one. Nobody has it yet.
    void goOn(Instant now) {
        kind = ImportKind.COPY;
        attempts = 0;
        waitsSince = null;
        leaseUntil = now;
        updatedAt = now;
    }

    /// Adds what went wrong to the message.
    void note(String reason) {
        message = message.isEmpty() ? reason : message + " " + reason;
    }

    void succeed(Instant expiresAt, Instant now) {
        end(TaskStatus.SUCCESS, expiresAt, now);
    }

    void fail(Instant expiresAt, Instant now) {
        end(TaskStatus.FAILURE, expiresAt, now);
    }

    private void end(TaskStatus end, Instant expires, Instant now) {
        status = end;
        waitsSince = null;
        leaseUntil = null;
        expiresAt = expires;
        updatedAt = now;
    }
}
