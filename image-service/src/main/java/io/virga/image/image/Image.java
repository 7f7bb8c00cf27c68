package io.virga.image.image;

import io.virga.image.inspect.DiskFormat;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ImageId;
import io.virga.model.ProjectId;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An image: what its owner says about it, and what we know of its data.
///
/// The status is moved by the data's fate alone and never by a user's wish; data that was once complete is never
/// replaced.
@Entity
@Table(name = "images")
public class Image {

    @Id
    private UUID id;

    private String owner;

    @Enumerated(EnumType.STRING)
    private ImageStatus status = ImageStatus.QUEUED;

    @Embedded
    private Description description = new Description();

    @Embedded
    private Content content;

    @Column(name = "object_key")
    private String objectKey;

    @Column(name = "upload_deadline")
    private Instant uploadDeadline;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    @Version
    private long generation;

    protected Image() {}

    Image(ImageId id, ProjectId owner, Instant now) {
        this.id = id.value();
        this.owner = owner.value();
        createdAt = now;
        updatedAt = now;
    }

    public ImageId id() {
        return new ImageId(id);
    }

    public ProjectId owner() {
        return new ProjectId(owner);
    }

    public ImageStatus status() {
        return status;
    }

    public Description description() {
        return description;
    }

    /// Sizes and digests; absent until the data is complete.
    public Optional<Content> content() {
        return Optional.ofNullable(content).filter(_ -> status != ImageStatus.SAVING);
    }

    /// Where the complete data is stored.
    public Optional<String> storedAt() {
        return content().map(_ -> objectKey);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    void giveTo(ProjectId newOwner) {
        owner = newOwner.value();
    }

    public void touch(Instant now) {
        updatedAt = now;
    }

    /// From now on data may be written to `key`, and nowhere else, by one upload alone.
    public void beginUpload(String key, Instant deadline, Instant now) {
        if (status != ImageStatus.QUEUED) {
            throw new Conflict("Image status transition from %s to saving is not allowed.".formatted(status.word()));
        }
        if (description.diskFormat().isEmpty() || description.containerFormat().isEmpty()) {
            throw new Invalid("Properties disk_format, container_format must be set prior to saving data.");
        }
        status = ImageStatus.SAVING;
        objectKey = key;
        uploadDeadline = deadline;
        updatedAt = now;
    }

    /// True while the upload to `key` is the one that this image waits for.
    public boolean awaits(String key) {
        return status == ImageStatus.SAVING && key.equals(objectKey);
    }

    public DiskFormat declaredFormat() {
        return description.diskFormat().orElseThrow();
    }

    public void extendUpload(Instant deadline) {
        uploadDeadline = deadline;
    }

    public boolean isOverdue(Instant now) {
        return status == ImageStatus.SAVING && uploadDeadline.isBefore(now);
    }

    public void finishUpload(Content proved, Instant now) {
        status = ImageStatus.ACTIVE;
        content = proved;
        uploadDeadline = null;
        updatedAt = now;
    }

    /// Back to where the upload began. Returns where its bytes lie that nobody needs now.
    public String abandonUpload(Instant now) {
        var key = objectKey;
        status = ImageStatus.QUEUED;
        objectKey = null;
        uploadDeadline = null;
        updatedAt = now;
        return key;
    }

    void deactivate(Instant now) {
        switchBetween(ImageStatus.ACTIVE, ImageStatus.DEACTIVATED, now);
    }

    void reactivate(Instant now) {
        switchBetween(ImageStatus.DEACTIVATED, ImageStatus.ACTIVE, now);
    }

    private void switchBetween(ImageStatus from, ImageStatus to, Instant now) {
        if (status == to) {
            return;
        }
        if (status != from) {
            throw new Forbidden(
                    "Image status transition from %s to %s is not allowed.".formatted(status.word(), to.word()));
        }
        status = to;
        updatedAt = now;
    }

    /// Returns where its bytes lie, if there are any. What remains is the id, which is never given to another image.
    Optional<String> delete(Instant now) {
        if (description.isProtected()) {
            throw new Forbidden("Image %s is protected and cannot be deleted.".formatted(id));
        }
        // An upload under way erases its own bytes when it finds the image gone: a part that arrived after an abort
        // would stay.
        var waste = Optional.ofNullable(objectKey).filter(_ -> status != ImageStatus.SAVING);
        status = ImageStatus.DELETED;
        objectKey = null;
        uploadDeadline = null;
        deletedAt = now;
        return waste;
    }
}
