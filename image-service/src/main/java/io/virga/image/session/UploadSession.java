package io.virga.image.session;

import io.virga.image.store.Place;
import io.virga.model.CloudException.Conflict;
import io.virga.model.ImageId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;

/// An upload of an image's data in parts, over as many requests as it takes.
@Entity
@Table(name = "upload_sessions")
class UploadSession {

    @Id
    @Column(name = "object_key")
    private String key;

    private String store;

    @Column(name = "image_id")
    private UUID imageId;

    @Column(name = "multipart_id")
    private String multipartId;

    private long size;

    @Column(name = "part_size")
    private long partSize;

    private boolean direct;

    private boolean closed;

    protected UploadSession() {}

    UploadSession(ImageId image, Place place, Layout layout, boolean direct) {
        key = place.key();
        store = place.store();
        imageId = image.value();
        size = layout.size();
        partSize = layout.partSize();
        this.direct = direct;
    }

    /// Where the parts become one.
    Place place() {
        return new Place(store, key);
    }

    Layout layout() {
        return new Layout(size, partSize);
    }

    /// The store's name for it. Absent until the store has been asked.
    Optional<String> multipartId() {
        return Optional.ofNullable(multipartId);
    }

    void begun(String id) {
        multipartId = id;
    }

    /// Takes parts.
    boolean isOpen() {
        return multipartId != null && !closed;
    }

    /// All parts have come, and what they make up is being proved.
    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /// Whether the parts go straight to the store.
    boolean isDirect() {
        return direct;
    }

    void requireDirect(boolean wanted) {
        if (direct != wanted) {
            throw new Conflict(
                    direct
                            ? "The parts of this upload session go straight to the store."
                            : "The parts of this upload session come through the image service.");
        }
    }
}
