package io.virga.image.image;

import io.virga.image.inspect.DeclaredFormat;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// An image: what its owner says about it, and what we know of its data.
///
/// The status is moved by the data's fate alone and never by a user's wish; data that was once complete is never
/// replaced.
@Entity
@Table(name = "images")
public class Image {

    /// The property that says which stores lack the data that was to be imported.
    private static final String FAILED_IMPORT = "os_glance_failed_import";

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

    /// Where the same data in another format is on its way to.
    @Column(name = "converted_key")
    private String convertedKey;

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
        return Optional.ofNullable(content)
                .filter(_ -> status == ImageStatus.ACTIVE || status == ImageStatus.DEACTIVATED);
    }

    /// How many bytes it has at the stage or in the store, or -1.
    long bytes() {
        return content == null ? -1 : content.size();
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

    /// A place in the store that nothing has been written to.
    public String newKey() {
        return id + "/" + UUID.randomUUID();
    }

    /// From now on data may be written to `key`, and nowhere else, by one upload alone.
    public void beginUpload(String key, Instant deadline, Instant now) {
        if (status != ImageStatus.QUEUED) {
            throw new Conflict("Image status transition from %s to saving is not allowed.".formatted(status.word()));
        }
        requireFormats();
        begin(ImageStatus.SAVING, key, deadline, now);
    }

    /// As `beginUpload`, but the data will wait to be imported; the formats may be declared until then.
    public void beginStaging(String key, Instant deadline, Instant now) {
        if (status != ImageStatus.QUEUED) {
            throw new Conflict("Image status transition from %s to uploading is not allowed.".formatted(status.word()));
        }
        begin(ImageStatus.UPLOADING, key, deadline, now);
    }

    /// The data lies complete at the stage, until `deadline`. Nothing of it is proved.
    public void finishStaging(Content received, Instant deadline, Instant now) {
        content = received;
        uploadDeadline = deadline;
        updatedAt = now;
    }

    /// The staged data is being proved from now on. `Conflict` when there is none.
    public void importStaged(Instant now) {
        if (status != ImageStatus.UPLOADING || content == null) {
            throw new Conflict("Image %s has no staged data: it is %s.".formatted(id, status.word()));
        }
        requireFormats();
        beginImport(objectKey, now);
    }

    /// Data is being fetched from now on.
    public void importFromElsewhere(Instant now) {
        if (status != ImageStatus.QUEUED) {
            throw new Conflict("Image status transition from %s to importing is not allowed.".formatted(status.word()));
        }
        requireFormats();
        beginImport(null, now);
    }

    private void beginImport(String key, Instant now) {
        description.removeProperty(FAILED_IMPORT);
        begin(ImageStatus.IMPORTING, key, null, now);
    }

    /// Back to where it began, with a property that says so. Returns where bytes may lie that nobody needs now.
    public List<String> failImport(String store, Instant now) {
        description.setProperty(FAILED_IMPORT, store);
        var converted = convertedKey;
        convertedKey = null;
        return Stream.of(Optional.ofNullable(abandonUpload(now)), Optional.ofNullable(converted))
                .flatMap(Optional::stream)
                .toList();
    }

    /// The data that is being fetched goes to `key`. Returns where it went before, when somebody has begun already.
    public Optional<String> fetchTo(String key) {
        var before = Optional.ofNullable(objectKey);
        objectKey = key;
        return before;
    }

    public boolean isImporting() {
        return status == ImageStatus.IMPORTING;
    }

    /// The staged data that is being proved, and where it lies.
    public Staged staged() {
        return new Staged(objectKey, content);
    }

    public record Staged(String key, Content content) {}

    /// Complete data, at the stage or stored, and where it lies; of an image whose formats are declared.
    public Optional<Staged> received() {
        return Optional.ofNullable(content)
                .filter(_ -> status != ImageStatus.DELETED)
                .map(data -> new Staged(objectKey, data))
                .map(data -> {
                    requireFormats();
                    return data;
                });
    }

    /// What is at its place is being converted, and goes to `key`. Returns where it went before, when somebody has
    /// begun
    /// already.
    public Optional<String> convertTo(String key) {
        var before = Optional.ofNullable(convertedKey);
        convertedKey = key;
        return before;
    }

    /// As `finishUpload`, with what came out of the conversion. Returns where the data lies that it was made from.
    public String finishConversion(Content proved, DiskFormat format, Instant now) {
        var source = objectKey;
        objectKey = convertedKey;
        convertedKey = null;
        description.declareContainer("bare");
        description.declareDisk(format.word());
        finishUpload(proved, now);
        return source;
    }

    private void begin(ImageStatus next, String key, Instant deadline, Instant now) {
        status = next;
        objectKey = key;
        uploadDeadline = deadline;
        updatedAt = now;
    }

    private void requireFormats() {
        if (description.diskFormat().isEmpty() || description.containerFormat().isEmpty()) {
            throw new Invalid("Properties disk_format, container_format must be set prior to saving data.");
        }
    }

    /// True while the data on its way to `key`, or being proved there, is what this image waits for.
    public boolean awaits(String key) {
        return holds(key)
                && switch (status) {
                    case SAVING, IMPORTING -> true;
                    case UPLOADING -> content == null;
                    case QUEUED, ACTIVE, DEACTIVATED, DELETED -> false;
                };
    }

    /// True when the data at `key` is this image's, complete or not.
    public boolean holds(String key) {
        return key.equals(objectKey) || key.equals(convertedKey);
    }

    public DeclaredFormat declaredFormat() {
        return DeclaredFormat.of(
                description.containerFormat().orElseThrow(),
                description.diskFormat().orElseThrow());
    }

    /// All bytes have come; they are being proved for as long as that takes.
    public void completeUpload(Instant now) {
        description.removeProperty(FAILED_IMPORT);
        begin(ImageStatus.SAVING, objectKey, null, now);
    }

    /// When the upload is given up, unless it advances.
    public Optional<Instant> uploadDeadline() {
        return Optional.ofNullable(uploadDeadline);
    }

    public void extendUpload(Instant deadline) {
        uploadDeadline = deadline;
    }

    public boolean isOverdue(Instant now) {
        return uploadDeadline != null && uploadDeadline.isBefore(now);
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
        begin(ImageStatus.QUEUED, null, null, now);
        content = null;
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
        var waste = Optional.ofNullable(objectKey).filter(_ -> content != null);
        status = ImageStatus.DELETED;
        objectKey = null;
        convertedKey = null;
        uploadDeadline = null;
        deletedAt = now;
        return waste;
    }
}
