package io.virga.identity.password;

import io.virga.identity.IdentityConfig;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// Hashes passwords with bcrypt and checks them.
///
/// bcrypt reads 72 bytes only, so it gets a digest of the password, which is as long for every password. Each hash
/// costs tens of milliseconds of a processor, so they run on threads of their own, one fewer than there are
/// processors: many log-ins at once wait for each other, and nothing else waits for them.
@ApplicationScoped
public class Passwords {

    private static final String VERSION = "2b";
    private static final byte[] OURS = "virga password:".getBytes(StandardCharsets.UTF_8);
    private static final int SALT_BYTES = 16;
    private static final int LONGEST_WAIT_SECONDS = 20;

    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);

    private final SecureRandom random = new SecureRandom();
    private final Semaphore free = new Semaphore(THREADS, true);
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("password-", 0).factory());
    private final int cost;
    private final String nobodys;

    @Inject
    Passwords(IdentityConfig config) {
        this(config.passwordCost());
    }

    Passwords(int cost) {
        this.cost = cost;
        nobodys = hashNow(Base64.getEncoder().encodeToString(random.generateSeed(SALT_BYTES)));
    }

    public String hash(String password) {
        return bounded(() -> {}, () -> hashNow(password));
    }

    /// Takes as long without a hash (an unknown user, or one without a password) as with one.
    public boolean matches(String password, Optional<String> hash) {
        return matches(password, hash, () -> {});
    }

    /// `first` runs when it is the password's turn, and may refuse it by throwing.
    public boolean matches(String password, Optional<String> hash, Runnable first) {
        var equal = bounded(first, () -> OpenBSDBCrypt.checkPassword(hash.orElse(nobodys), digest(password)));
        return equal && hash.isPresent();
    }

    private String hashNow(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return OpenBSDBCrypt.generate(VERSION, digest(password), salt, cost);
    }

    private <T> T bounded(Runnable first, Callable<T> work) {
        try {
            if (!free.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Unavailable("password check", new TimeoutException("too many log-ins at once"));
            }
            try {
                first.run();
                return threads.submit(work).get();
            } finally {
                free.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("password check", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    // Base64, because bcrypt ends at the first zero byte. Digests that others lost are of no use against ours.
    private static byte[] digest(String password) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(OURS);
            return Base64.getEncoder().encode(sha.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
