package io.virga.identity.password;

import io.virga.identity.IdentityConfig;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// Hashes passwords with bcrypt and checks them.
///
/// bcrypt reads 72 bytes only, so it gets a digest of the password, which is as long for every password. Each hash
/// costs tens of milliseconds of a processor: no more run at once than there are processors, the rest wait, and
/// other requests stay quick.
@ApplicationScoped
public class Passwords {

    private static final String VERSION = "2b";
    private static final int SALT_BYTES = 16;
    private static final int LONGEST_WAIT_SECONDS = 20;

    private final SecureRandom random = new SecureRandom();
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()));
    private final int cost;
    private final String nobodys;

    Passwords(IdentityConfig config) {
        cost = config.passwordCost();
        nobodys = hashNow(Base64.getEncoder().encodeToString(random.generateSeed(SALT_BYTES)));
    }

    public String hash(String password) {
        return bounded(() -> hashNow(password));
    }

    /// Takes as long without a hash (an unknown user, or one without a password) as with one.
    public boolean matches(String password, Optional<String> hash) {
        return matches(password, hash, () -> {});
    }

    /// `first` runs when it is the password's turn, and may refuse it by throwing.
    public boolean matches(String password, Optional<String> hash, Runnable first) {
        var equal = bounded(() -> {
            first.run();
            return OpenBSDBCrypt.checkPassword(hash.orElse(nobodys), digest(password));
        });
        return equal && hash.isPresent();
    }

    private String hashNow(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return OpenBSDBCrypt.generate(VERSION, digest(password), salt, cost);
    }

    private <T> T bounded(Supplier<T> work) {
        try {
            if (!processors.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Unavailable("password check", new TimeoutException("too many log-ins at once"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("password check", e);
        }
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }

    // Base64, because bcrypt ends at the first zero byte.
    private static byte[] digest(String password) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encode(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
