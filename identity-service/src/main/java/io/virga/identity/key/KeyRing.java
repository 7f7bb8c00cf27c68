package io.virga.identity.key;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;

/// A set of signing keys at one moment, never empty. The one that signs is the last whose time has come.
record KeyRing(List<SigningKey> keys) {

    KeyRing {
        if (keys.isEmpty()) {
            throw new IllegalStateException("There is no signing key in identity.keys-dir any more.");
        }
        keys = keys.stream().sorted(Comparator.comparingInt(SigningKey::number)).toList();
    }

    Optional<SigningKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    SigningKey newest() {
        return keys.getLast();
    }

    SigningKey signing(Instant now) {
        return keys.reversed().stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .findFirst()
                .orElseGet(keys::getFirst);
    }

    /// Those whose successor signs since `before` or longer.
    List<SigningKey> retired(Instant before) {
        return IntStream.range(0, keys.size() - 1)
                .filter(i -> !keys.get(i + 1).signsFrom().isAfter(before))
                .mapToObj(keys::get)
                .toList();
    }

    String published() {
        return new JsonWebKeySet(keys.stream().map(SigningKey::pair).toList()).toJson(OutputControlLevel.PUBLIC_ONLY);
    }
}
