package io.virga.image.data;

import io.virga.image.image.Content;
import io.virga.image.signature.SignatureCheck;
import io.virga.model.CloudException;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.TooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/// The bytes of an upload as they pass by: counted, bounded, hashed, held against a signature, their beginning and
/// end kept for the inspector.
final class MeteredStream extends InputStream {

    /// Enough for every header but VHDX' metadata, which lies behind its log.
    static final int HEAD = 256 << 10;

    /// Footers are in the last KiB.
    static final int TAIL = 64 << 10;

    private final InputStream source;
    private final long largest;
    private final Optional<SignatureCheck> signature;
    private final Runnable progress;
    private final MessageDigest md5 = digest("MD5");
    private final MessageDigest sha512 = digest("SHA-512");
    private final Fanout hashes;
    private final byte[] head = new byte[HEAD];
    private final byte[] tail = new byte[TAIL];
    private long count;

    /// `progress` is run after each read; what it throws ends the upload.
    MeteredStream(InputStream source, long largest, Optional<SignatureCheck> signature, Runnable progress) {
        this.source = source;
        this.largest = largest;
        this.signature = signature;
        this.progress = progress;
        hashes = new Fanout(Stream.concat(
                        Stream.<Fanout.Reader>of(md5::update, sha512::update),
                        signature.stream().map(check -> check::update))
                .toList());
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = receive(buffer, offset, length);
        if (read > 0) {
            keep(buffer, offset, read);
            count += read;
            if (count > largest) {
                throw new TooLarge(
                        "Image exceeds the size limit of %d bytes: of an image, or what is left of the project's quota."
                                .formatted(largest));
            }
            progress.run();
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    // The client may go away at any byte; that is its failure and not ours.
    private int receive(byte[] buffer, int offset, int length) {
        try {
            return source.read(buffer, offset, length);
        } catch (CloudException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new Invalid("The upload broke off after %d bytes.".formatted(count));
        }
    }

    private void keep(byte[] buffer, int offset, int read) {
        hashes.update(buffer, offset, read);
        if (count < HEAD) {
            System.arraycopy(buffer, offset, head, (int) count, (int) Math.min(read, HEAD - count));
        }
        var skipped = Math.max(0, read - TAIL);
        for (int done = skipped; done < read; ) {
            var place = (int) ((count + done) % TAIL);
            var chunk = Math.min(read - done, TAIL - place);
            System.arraycopy(buffer, offset + done, tail, place, chunk);
            done += chunk;
        }
    }

    long count() {
        return count;
    }

    /// Taken once, after the last byte. The size of the disk inside is not known yet. `Invalid` when the signature
    /// is not of these bytes.
    Content content() {
        hashes.finish();
        var digest = HexFormat.of().formatHex(sha512.digest());
        var proof = signature.map(check -> check.verify(digest));
        return new Content(count, null, HexFormat.of().formatHex(md5.digest()), digest).with(proof);
    }

    byte[] head() {
        return head;
    }

    /// The byte at `position`, which must be one of the last `TAIL`.
    byte tailAt(long position) {
        return tail[(int) (position % TAIL)];
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
