package io.virga.image.metadef.namespace;

import io.virga.model.CloudException.Invalid;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Who may read a namespace.
public enum NamespaceVisibility {
    /// Everybody.
    PUBLIC,
    /// The owning project alone; the default.
    PRIVATE;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static NamespaceVisibility of(String word) {
        return Arrays.stream(values())
                .filter(visibility -> visibility.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid("visibility: '%s' is not one of %s.".formatted(word, words())));
    }

    private static List<String> words() {
        return Arrays.stream(values()).map(NamespaceVisibility::word).toList();
    }
}
