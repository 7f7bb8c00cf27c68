package io.virga.compute.server;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/// Random words: passwords for guests, ids for requests that create many.
final class Passwords {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String EASY_TO_READ = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz";
    private static final String LOWER = "0123456789abcdefghijklmnopqrstuvwxyz";

    private Passwords() {}

    static String random() {
        return text(EASY_TO_READ, 14);
    }

    static String reservation() {
        return "r-" + text(LOWER, 8);
    }

    private static String text(String alphabet, int length) {
        return RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(index -> alphabet.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
