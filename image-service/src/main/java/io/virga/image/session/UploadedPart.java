package io.virga.image.session;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;

/// A part that has arrived in the store.
@Entity
@Table(name = "upload_parts")
class UploadedPart {

    /// The place in the store that the whole is for, and the part's number.
    @Embeddable
    record Key(@Column(name = "object_key") String objectKey, int number) {}

    @EmbeddedId
    private Key key;

    private long size;

    private String sha256;

    private String etag;

    protected UploadedPart() {}

    /// `sha256` is null for what did not pass through this service; `etag` is the store's name for the content.
    UploadedPart(String objectKey, int number, long size, String sha256, String etag) {
        key = new Key(objectKey, number);
        this.size = size;
        this.sha256 = sha256;
        this.etag = etag;
    }

    int number() {
        return key.number();
    }

    long size() {
        return size;
    }

    /// In lower-case hexadecimal.
    Optional<String> sha256() {
        return Optional.ofNullable(sha256);
    }

    String etag() {
        return etag;
    }
}
