package io.virga.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/// The ids of identity's things: 32 hexadecimal digits for those made here, any text in a request.
public final class Ids {

    private static final int LONGEST = 255;
    private static final int DIGEST = 60;

    private Ids() {}

    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /// False for a text that cannot be the key of any row, which is then not asked for at all.
    public static boolean plausible(String id) {
        return id != null && !id.isEmpty() && id.length() <= LONGEST && id.indexOf('\0') < 0;
    }

    /// A key for any text, 60 hexadecimal digits of its SHA-256: short, whatever somebody sends.
    public static String digest(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha).substring(0, DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
