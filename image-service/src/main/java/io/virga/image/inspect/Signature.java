package io.virga.image.inspect;

import java.io.IOException;
import java.util.Optional;

/// Knows one disk format: whether the bytes are of it, and whether they are safe to give to a tool that opens it.
///
/// Reads headers only, a bounded number of bytes, and follows no reference out of the image.
@FunctionalInterface
interface Signature {

    Optional<Finding> find(ImageBytes image) throws IOException;
}
