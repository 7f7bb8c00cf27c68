package io.virga.image.session;

import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.Unavailable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/// Parts as they come back from the store, one after the other, each held against the hash that it came with.
///
/// Reading throws `Invalid` when one is another, and `Unavailable` when the store breaks off.
final class CheckedParts extends FilterInputStream {

    private final MessageDigest sha256;
    private final Iterator<UploadedPart> next;
    private UploadedPart part;
    private long left;

    CheckedParts(InputStream stored, List<UploadedPart> parts) {
        super(stored);
        next = parts.iterator();
        begin();
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin() {
        part = next.hasNext() ? next.next() : null;
        left = part == null ? Long.MAX_VALUE : part.size();
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        var read = fetch(buffer, offset, (int) Math.min(length, left));
        if (read > 0 && part != null) {
            left -= read;
            if (part.sha256().isPresent()) {
                sha256.update(buffer, offset, read);
            }
            if (left == 0) {
                end();
            }
        }
        return read;
    }

    private int fetch(byte[] buffer, int offset, int length) {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw new Unavailable("image store", e);
        }
    }

    private void end() {
        var found = HexFormat.of().formatHex(sha256.digest());
        if (part.sha256().filter(sent -> !sent.equals(found)).isPresent()) {
            throw new Invalid("Part %d is not as it was sent.".formatted(part.number()));
        }
        begin();
    }
}
