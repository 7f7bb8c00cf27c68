package io.virga.image.image;

import io.virga.image.inspect.DeclaredFormat;
import io.virga.image.inspect.DiskFormat;
import io.virga.image.signature.SignatureClaim;
import io.virga.image.store.Place;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An image: what its owner says about it, and what we know of its data.
///
/// The status is moved by the data's fate alone and never by a user's wish; data that was once complete is never
/// replaced.
@Entity
@Table(name = "images")
public class Image {

    /// The properties that say which stores an import has not reached yet, and which ones it will not reach.
    private static final String IMPORTING_TO = "os_glance_importing_to_stores";

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

    @Embedded
    private Whereabouts whereabouts = new Whereabouts();

    @Column(name = "broken_size")
    private Long brokenSize;

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
        return Optional.ofNullable(content).filter(_ -> isStored());
    }

    /// How many bytes it has at the stage or in the store, or -1.
    long bytes() {
        return content == null ? -1 : content.size();
    }

    /// Where the complete data is stored, in the order of the stores' names.
    public List<Place> storedAt() {
        return whereabouts.complete();
    }

    /// Where data is on its way to, or waits to be imported.
    public Optional<Place> arriving() {
        return whereabouts.arriving();
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

    /// Whether what the owner says of the data, its formats and its signature, may still be said in another way: until
    /// the data is being saved.
    boolean isDeclarable() {
        return status == ImageStatus.QUEUED || status == ImageStatus.UPLOADING;
    }

    public void touch(Instant now) {
        updatedAt = now;
    }

    /// A place in `store` that nothing has been written to.
    public Place newPlace(String store) {
        return new Place(store, id + "/" + UUID.randomUUID());
    }

    /// From now on data may be written to `place`, and nowhere else, by one upload alone.
    public void beginUpload(Place place, Instant deadline, Instant now) {
        if (status != ImageStatus.QUEUED) {
            throw new Conflict("Image status transition from %s to saving is not allowed.".formatted(status.word()));
        }
        requireDeclared();
        begin(ImageStatus.SAVING, place, deadline, now);
    }

    /// An upload of so many bytes was answered with a 503 when some of them had come.
    public void breakUpload(long size) {
        brokenSize = size;
    }

    /// `Invalid` when an upload of `size` bytes must be the rest of one that broke off: clients that try again after a
    /// 503 without going back to the file's beginning, as openstacksdk does, would make an image of it.
    public void requireWhole(long size) {
        if (brokenSize != null && size < brokenSize) {
            throw new Invalid(
                    "An upload of %d bytes to this image has broken off, and this one of %d looks like its rest. Send the data from its beginning, or make another image."
                            .formatted(brokenSize, size));
        }
    }

    /// As `beginUpload`, but the data will wait to be imported; the formats may be declared until then.
    public void beginStaging(Place place, Instant deadline, Instant now) {
        if (status != ImageStatus.QUEUED) {
            throw new Conflict("Image status transition from %s to uploading is not allowed.".formatted(status.word()));
        }
        begin(ImageStatus.UPLOADING, place, deadline, now);
    }

    /// The data lies complete at the stage, until `deadline`. Nothing of it is proved. `Invalid` as `requireWhole`.
    public void finishStaging(Content received, Instant deadline, Instant now) {
        requireWhole(received.size());
        brokenSize = null;
        content = received;
        uploadDeadline = deadline;
        updatedAt = now;
    }

    /// The staged data is being proved from now on. `Conflict` when there is none.
    public void importStaged(Instant now) {
        if (status != ImageStatus.UPLOADING || content == null) {
            throw new Conflict("Image %s has no staged data: it is %s.".formatted(id, status.word()));
        }
        requireDeclared();
        beginImport(whereabouts.arriving().orElseThrow(), now);
    }

    /// Data is being fetched from now on.
    public void importFromElsewhere(Instant now) {
        if (status != ImageStatus.QUEUED) {
            throw new Conflict("Image status transition from %s to importing is not allowed.".formatted(status.word()));
        }
        requireDeclared();
        beginImport(null, now);
    }

    private void beginImport(Place place, Instant now) {
        begin(ImageStatus.IMPORTING, place, null, now);
    }

    /// Says in properties which stores an import is to reach still, and which it will not reach.
    public void showImport(List<String> left, List<String> failed) {
        description.setProperty(IMPORTING_TO, String.join(",", left));
        description.setProperty(FAILED_IMPORT, String.join(",", failed));
    }

    /// Back to where it began. Returns where bytes may lie that nobody needs now.
    public List<Place> failImport(Instant now) {
        var waste = whereabouts.all();
        abandonUpload(now);
        whereabouts.forget();
        return waste;
    }

    /// The data of an import has arrived and is proved, in the other format when it is `converted`; the image is active
    /// only when `activate` says so. Returns where the data lies that a conversion was made from.
    public Optional<Place> arrive(Content proved, boolean converted) {
        content = proved;
        uploadDeadline = null;
        if (converted) {
            return Optional.of(whereabouts.settleConverted());
        }
        whereabouts.settle();
        return Optional.empty();
    }

    /// The imported data counts from now on, where it lies in one of `stores`. Returns where it lies otherwise.
    public List<Place> activate(List<String> stores, Optional<DiskFormat> converted, Instant now) {
        converted.ifPresent(format -> {
            description.declareContainer("bare");
            description.declareDisk(format.word());
        });
        status = ImageStatus.ACTIVE;
        updatedAt = now;
        return whereabouts.complete().stream()
                .filter(place -> !stores.contains(place.store()))
                .flatMap(place -> whereabouts.remove(place.store()).stream())
                .toList();
    }

    /// Whether the data is complete and counts.
    public boolean isStored() {
        return status == ImageStatus.ACTIVE || status == ImageStatus.DEACTIVATED;
    }

    /// What lies complete in its stores, whether it counts already or not, of which copies may be made.
    public Content stored() {
        return content;
    }

    /// Those of `wanted` that are to get a copy: of `all` stores those that have none, of chosen ones every one.
    ///
    /// `Conflict` when the image is not active or copied already, `Invalid` when a chosen store has its data.
    public List<String> storesToCopyTo(List<String> wanted, boolean all) {
        if (status != ImageStatus.ACTIVE) {
            throw new Conflict("Only an active image can be copied: image %s is %s.".formatted(id, status.word()));
        }
        if (copies().isAny()) {
            throw new Conflict("Image %s is being copied already.".formatted(id));
        }
        var there = whereabouts.complete().stream().map(Place::store).toList();
        if (!all) {
            wanted.stream().filter(there::contains).findFirst().ifPresent(store -> {
                throw new Invalid("Image %s is already present in store %s.".formatted(id, store));
            });
        }
        return wanted.stream().filter(store -> !there.contains(store)).toList();
    }

    /// The copies of the complete data that do not count yet.
    public Copies copies() {
        return whereabouts.copies();
    }

    /// All copies that are complete count from now on.
    public void settleCopies(Instant now) {
        whereabouts.settleCopies();
        updatedAt = now;
    }

    /// The data that is being fetched goes to `place`. Returns where it went before, when somebody has begun already.
    public Optional<Place> fetchTo(Place place) {
        var before = whereabouts.arriving();
        whereabouts.expect(place);
        return before;
    }

    public boolean isImporting() {
        return status == ImageStatus.IMPORTING;
    }

    /// The staged data that is being proved, and where it lies.
    public Staged staged() {
        return new Staged(whereabouts.arriving().orElseThrow(), content);
    }

    public record Staged(Place place, Content content) {}

    /// Complete data, at the stage or stored, and where it lies; of an image whose formats are declared.
    public Optional<Staged> received() {
        if (content == null || status == ImageStatus.DELETED) {
            return Optional.empty();
        }
        requireFormats();
        return Optional.of(new Staged(whereabouts.known(), content));
    }

    /// What is at its place is being converted, and goes to `place`. Returns where it went before, when somebody
    /// has begun already.
    public Optional<Place> convertTo(Place place) {
        var before = whereabouts.converted();
        whereabouts.convert(place);
        return before;
    }

    // Whatever begins now, what is shown of a former import is over.
    private void begin(ImageStatus next, Place place, Instant deadline, Instant now) {
        description.removeProperty(IMPORTING_TO);
        description.removeProperty(FAILED_IMPORT);
        status = next;
        whereabouts.expect(place);
        uploadDeadline = deadline;
        updatedAt = now;
    }

    private void requireDeclared() {
        requireFormats();
        claim().ifPresent(SignatureClaim::require);
    }

    private void requireFormats() {
        if (description.diskFormat().isEmpty() || description.containerFormat().isEmpty()) {
            throw new Invalid("Properties disk_format, container_format must be set prior to saving data.");
        }
    }

    private Optional<SignatureClaim> claim() {
        return SignatureClaim.of(owner(), description.properties());
    }

    /// True while the data on its way to `place`, or being proved there, is what this image waits for.
    public boolean awaits(Place place) {
        return whereabouts.unsettled().contains(place)
                && switch (status) {
                    case SAVING, IMPORTING -> true;
                    case UPLOADING -> content == null;
                    case QUEUED, ACTIVE, DEACTIVATED, DELETED -> false;
                };
    }

    /// True when the data at `place` is this image's, complete or not.
    public boolean holds(Place place) {
        return whereabouts.holds(place);
    }

    /// What the data is said to be, of an image whose formats are declared.
    public DeclaredFormat declaredFormat() {
        return DeclaredFormat.of(
                description.containerFormat().orElseThrow(),
                description.diskFormat().orElseThrow());
    }

    /// The same, and what the owner says of the signature, until the data is complete.
    public Declaration declaration() {
        return new Declaration(declaredFormat(), isStored() ? Optional.empty() : claim());
    }

    /// All bytes have come; they are being proved for as long as that takes.
    public void completeUpload(Instant now) {
        begin(ImageStatus.SAVING, whereabouts.arriving().orElseThrow(), null, now);
    }

    public void extendUpload(Instant deadline) {
        uploadDeadline = deadline;
    }

    public boolean isOverdue(Instant now) {
        return uploadDeadline != null && uploadDeadline.isBefore(now);
    }

    /// `Invalid` as `requireWhole`.
    public void finishUpload(Content proved, Instant now) {
        requireWhole(proved.size());
        brokenSize = null;
        status = ImageStatus.ACTIVE;
        content = proved;
        whereabouts.settle();
        uploadDeadline = null;
        updatedAt = now;
    }

    /// Back to where the upload began. Returns where its bytes lie that nobody needs now.
    public Optional<Place> abandonUpload(Instant now) {
        var place = whereabouts.arriving();
        begin(ImageStatus.QUEUED, null, null, now);
        content = null;
        return place;
    }

    /// The data lies in `store` no more; returns where it lay. `Forbidden` when it lies nowhere else.
    Place removeFrom(String store, Instant now) {
        if (status != ImageStatus.ACTIVE) {
            throw new Conflict(
                    "Data is removed from a store only while the image is active: it is %s.".formatted(status.word()));
        }
        var places = whereabouts.complete();
        if (places.stream().noneMatch(place -> place.store().equals(store))) {
            throw new NotFound("Image %s in store".formatted(id), store);
        }
        if (places.size() == 1) {
            throw new Forbidden("The data lies in no other store. Delete the image instead.");
        }
        updatedAt = now;
        return whereabouts.remove(store).orElseThrow();
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

    /// Returns where its bytes lie. What remains is the id, which is never given to another image.
    List<Place> delete(Instant now) {
        if (description.isProtected()) {
            throw new Forbidden("Image %s is protected and cannot be deleted.".formatted(id));
        }
        // An upload or a copy under way erases its own bytes when it finds the image gone: a part that
        // arrived after an abort would stay.
        var waste = new ArrayList<>(whereabouts.complete());
        waste.addAll(copies().complete());
        whereabouts.arriving().filter(_ -> content != null).ifPresent(waste::add);
        status = ImageStatus.DELETED;
        whereabouts.forget();
        uploadDeadline = null;
        deletedAt = now;
        return waste;
    }
}
