package io.virga.image.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// What an `Accept` header says about single media types. Reads any header, however odd: some clients send an empty
/// one.
record Accepted(String header) {

    private static final Pattern QUALITY = Pattern.compile(";\\s*q\\s*=\\s*([01](\\.[0-9]{0,3})?)");

    /// True when `type` is liked better than `other`, and than just anything.
    boolean prefers(String type, String other) {
        return quality(type)
                > Math.max(quality(other), Math.max(quality("*/*"), quality(other.replaceAll("/.*", "/*"))));
    }

    private double quality(String type) {
        return Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                .filter(item -> item.split(";", 2)[0].strip().equals(type))
                .mapToDouble(Accepted::qualityOf)
                .max()
                .orElse(0);
    }

    private static double qualityOf(String item) {
        var quality = QUALITY.matcher(item);
        return quality.find() ? Double.parseDouble(quality.group(1)) : 1;
    }
}
