package io.virga.identity.application;

import io.quarkus.runtime.StartupEvent;
import io.virga.identity.key.KeysDirectory;
import io.virga.identity.password.Passwords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes, hashes and checks the secrets of application credentials (docs/adr/0020).
///
/// A generated secret has 256 random bits: nobody tries them all, so one HMAC-SHA-256 under a key that is not in the
/// database suffices, and a log-in costs microseconds. A secret that somebody chose may be guessed: it gets the slow
/// hash of passwords. Whatever fails takes as long as a wrong password.
@ApplicationScoped
class Secrets {

    private static final String FAST = "hmac:";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Passwords passwords;
    private final SecretKeySpec key;

    Secrets(KeysDirectory directory, Passwords passwords) {
        this.passwords = passwords;
        var text = directory.readOrMake("application-credentials.key", this::generated);
        key = new SecretKeySpec(Base64.getUrlDecoder().decode(text.strip()), ALGORITHM);
    }

    // Makes the key at the first start.
    void prepare(@Observes StartupEvent start) {}

    record Secret(String text, String hash) {}

    /// `chosen`, or a new one.
    Secret of(String credentialId, Optional<String> chosen) {
        return chosen.map(text -> new Secret(text, passwords.hash(text))).orElseGet(() -> {
            var text = generated();
            return new Secret(text, FAST + fast(credentialId, text));
        });
    }

    /// `credential` is empty for one that does not exist.
    boolean match(String secret, Optional<ApplicationCredential> credential) {
        var quick = credential.filter(known -> known.secretHash().startsWith(FAST));
        if (quick.isEmpty()) {
            return passwords.matches(secret, credential.map(ApplicationCredential::secretHash));
        }
        var given = FAST + fast(quick.get().id(), secret);
        return MessageDigest.isEqual(bytes(given), bytes(quick.get().secretHash()))
                || passwords.matches(secret, Optional.empty());
    }

    private String fast(String credentialId, String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes(credentialId));
            mac.update((byte) 0);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(secret)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String generated() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
