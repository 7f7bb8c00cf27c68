package io.virga.image.importing;

import java.util.Locale;

/// How far an import has come.
enum TaskStatus {
    PENDING,
    PROCESSING,
    SUCCESS,
    FAILURE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
