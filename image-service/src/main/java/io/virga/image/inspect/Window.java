package io.virga.image.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A few bytes of an image with the number formats that disk headers use. The offset may come from the image itself,
/// hence from an attacker: outside of the image there are zeros, never an exception.
final class Window {

    private final ByteBuffer bytes;

    private Window(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    static Window of(ImageBytes image, long offset, int count) throws IOException {
        var window = new byte[count];
        if (offset >= 0 && offset < image.length()) {
            var present = (int) Math.min(count, image.length() - offset);
            System.arraycopy(image.read(offset, present), 0, window, 0, present);
        }
        return new Window(window);
    }

    /// True when the bytes at `offset` are those of `signature`, one byte a character.
    boolean holds(int offset, String signature) {
        for (int i = 0; i < signature.length(); i++) {
            if ((bytes.get(offset + i) & 0xff) != signature.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean isSameAs(Window other) {
        return Arrays.equals(bytes.array(), other.bytes.array());
    }

    boolean isZero(int offset, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes.get(offset + i) != 0) {
                return false;
            }
        }
        return true;
    }

    /// The sum of `count` bytes, each of them from 0 to 255.
    int sum(int offset, int count) {
        var sum = 0;
        for (int i = 0; i < count; i++) {
            sum += bytes.get(offset + i) & 0xff;
        }
        return sum;
    }

    int int32(int offset) {
        return bytes.order(ByteOrder.BIG_ENDIAN).getInt(offset);
    }

    long int64(int offset) {
        return bytes.order(ByteOrder.BIG_ENDIAN).getLong(offset);
    }

    int littleInt16(int offset) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN).getShort(offset) & 0xffff;
    }

    int littleInt32(int offset) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(offset);
    }

    long littleInt64(int offset) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN).getLong(offset);
    }

    String text() {
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }
}
