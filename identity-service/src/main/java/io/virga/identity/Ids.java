package io.virga.identity;

import java.util.UUID;

/// The ids of identity's things: 32 hexadecimal digits for those made here, any text in a request.
public final class Ids {

    private static final int LONGEST = 255;

    private Ids() {}

    public static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /// False for a text that cannot be the key of any row, which is then not asked for at all.
    public static boolean plausible(String id) {
        return id != null && !id.isEmpty() && id.length() <= LONGEST && id.indexOf('\0') < 0;
    }
}
