package io.virga.image.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.virga.image.inspect.Samples.Sample;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Archives, member by member, good and bad.
final class Tar {

    private static final int BLOCK = 512;
    private static final int RECORD = 10240;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// One empty member: its name, its kind in the archive, and what it links to.
    static Sample of(String name, char kind, String target) {
        return new Tar().member(name, kind, target).end();
    }

    Tar file(String name, byte[] content) {
        return member(header(name, '0', "", content.length), content);
    }

    Tar member(String name, char kind, String target) {
        return member(header(name, kind, target, 0), new byte[0]);
    }

    Tar member(Sample header, byte[] content) {
        bytes.writeBytes(sum(header).array());
        bytes.writeBytes(content);
        bytes.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    Tar garbage(byte[] anything) {
        bytes.writeBytes(anything);
        return this;
    }

    /// Its checksum is still missing.
    static Sample header(String name, char kind, String target, long size) {
        return Sample.of(BLOCK)
                .text(0, name)
                .text(100, "0000644\0")
                .text(124, "%011o\0".formatted(size))
                .text(156, String.valueOf(kind))
                .text(157, target)
                .text(257, "ustar\00000");
    }

    private static Sample sum(Sample header) {
        header.text(148, "        ");
        var sum = 0;
        for (var value : header.array()) {
            sum += value & 0xff;
        }
        return header.text(148, "%06o\0 ".formatted(sum));
    }

    Sample end() {
        bytes.writeBytes(new byte[2 * BLOCK]);
        bytes.writeBytes(new byte[(RECORD - bytes.size() % RECORD) % RECORD]);
        return unended();
    }

    Sample unended() {
        return new Sample(ByteBuffer.wrap(bytes.toByteArray()));
    }

    static byte[] bytes(String latin1) {
        return latin1.getBytes(ISO_8859_1);
    }
}
