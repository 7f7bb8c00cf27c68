package io.virga.image.store;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Objects that arrive in numbered parts, in any order, several at once, over days and restarts. Nothing is readable
/// before the object is complete; `ImageStore.discard` erases its parts, too.
///
/// Every method throws `CloudException.Unavailable` when the store does not answer or refuses.
public interface Multipart {

    /// A part that the store has; `tag` is its name for the content.
    record Part(int number, long size, String tag) {}

    /// The bytes of every part but the last.
    long partSize();

    /// Returns the store's name for the upload.
    String begin(Place place);

    /// Takes a part of exactly `length` bytes and replaces what the store has under its number. Returns the tag.
    ///
    /// Throws `Invalid`, and keeps nothing, when there are fewer bytes or more, or when `sha256` (lower-case
    /// hexadecimal) is not theirs.
    String put(Place place, String upload, int number, int length, InputStream content, String sha256);

    /// A URL to which whoever has it may PUT the part, until `validity` is over or the upload is complete.
    URI putUrl(Place place, String upload, int number, Duration validity);

    /// What the store has of at most 1,000 parts.
    List<Part> list(Place place, String upload);

    /// Makes the object of `parts`. May be called again. `waiting` is run every few seconds meanwhile; what it throws
    /// ends the wait.
    ///
    /// Throws `Invalid` when the store does not have these parts, or finds them too small.
    void complete(Place place, String upload, List<Part> parts, Runnable waiting);
}
