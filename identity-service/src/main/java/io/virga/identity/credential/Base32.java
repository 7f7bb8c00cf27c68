package io.virga.identity.credential;

import io.virga.model.CloudException.Invalid;
import java.io.ByteArrayOutputStream;
import java.util.Locale;

/// Base32 of RFC 4648, as people type it: letters of either case, blanks between them, padded or not.
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static byte[] decode(String text) {
        var digits = text.replaceAll("[\\s-]|=+$", "").toUpperCase(Locale.ROOT);
        var bytes = new ByteArrayOutputStream();
        var buffer = 0;
        var filled = 0;
        for (var digit : digits.toCharArray()) {
            var value = ALPHABET.indexOf(digit);
            if (value < 0) {
                throw new Invalid("credential.blob: a secret in base32 is expected for the type totp.");
            }
            buffer = (buffer << BITS | value) & 0xffff;
            filled += BITS;
            if (filled >= Byte.SIZE) {
                filled -= Byte.SIZE;
                bytes.write(buffer >> filled);
            }
        }
        if (bytes.size() == 0) {
            throw new Invalid("credential.blob: a secret in base32 is expected for the type totp.");
        }
        return bytes.toByteArray();
    }
}
