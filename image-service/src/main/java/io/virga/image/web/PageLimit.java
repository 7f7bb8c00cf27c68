package io.virga.image.web;

import io.virga.model.CloudException.Invalid;
import java.util.Optional;

/// The query parameter `limit` of listings.
public final class PageLimit {

    private PageLimit() {}

    /// How many things a page has, from 0 to `largest`. `Invalid` when `text` is no number from 0 on.
    public static int of(Optional<String> text, int usual, int largest) {
        return Math.min(text.map(PageLimit::parse).orElse(usual), largest);
    }

    private static int parse(String text) {
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 0) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw new Invalid("limit param must be an integer");
        }
        throw new Invalid("limit param must be positive");
    }
}
