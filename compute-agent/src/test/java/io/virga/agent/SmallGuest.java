package io.virga.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A guest of one disk sector: it prints a login prompt on its serial port, then waits for the power button and turns
/// itself off. It is there a second after its machine is.
public final class SmallGuest {

    public static final String PROMPT = "small-guest login: ";

    private static final int MIB = 1 << 20;

    private static final int[] CODE = {
        0x31, 0xC0, 0x8E, 0xD8, // ds = 0
        0xBE, 0x2D, 0x7C, // si = text
        0xBA, 0xF8, 0x03, // dx = serial port
        0xAC, 0x84, 0xC0, 0x74, 0x03, 0xEE, 0xEB, 0xF8, // print until 0
        0xBA, 0x02, 0x06, 0xB8, 0x00, 0x01, 0xEF, // enable the power button's event
        0xFB, // sti
        0xF4, 0xBA, 0x00, 0x06, 0xED, 0xF6, 0xC4, 0x01, 0x74, 0xF6, // halt until it was pressed
        0xB2, 0x04, 0xB8, 0x00, 0x20, 0xEF, // power off
        0xF4, 0xEB, 0xFD
    };

    private SmallGuest() {}

    /// The disk image, raw, 1 MiB.
    public static byte[] image() {
        var image = new byte[MIB];
        for (var i = 0; i < CODE.length; i++) {
            image[i] = (byte) CODE[i];
        }
        var text = ("Virga small guest\r\n" + PROMPT).getBytes(US_ASCII);
        System.arraycopy(text, 0, image, CODE.length, text.length);
        image[510] = 0x55;
        image[511] = (byte) 0xAA;
        // Not compressible to nothing, so that an interrupted download is one.
        Arrays.fill(image, 512, 4096, (byte) 0x42);
        return image;
    }

    public static Path write(Path file) {
        try {
            return Files.write(file, image());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
