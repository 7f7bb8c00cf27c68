package io.virga.identity.totp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.virga.identity.credential.Secrets;
import io.virga.identity.credential.Secrets.Seed;
import io.virga.identity.once.UsedProofs;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Checks one-time codes. The present one and the one before it are good, each once (RFC 6238, section 5.2).
///
/// There are a million codes, so wrong ones are counted: after five of them none is good for the user until a quarter
/// of an hour has passed since the first.
@ApplicationScoped
public class OneTimeCodes {

    private static final int MOST_FAILURES = 5;

    private final Secrets secrets;
    private final UsedProofs used;
    private final Clock clock;
    private final Cache<String, AtomicInteger> failures = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(15))
            .build();

    OneTimeCodes(Secrets secrets, UsedProofs used, Clock clock) {
        this.secrets = secrets;
        this.used = used;
        this.clock = clock;
    }

    /// Throws `Unauthenticated` unless the code is one of the user's, who is empty for one who does not exist.
    public void require(Optional<String> userId, String code) {
        var user = userId.orElseThrow(Unauthenticated::new);
        var failed = failures.get(user, _ -> new AtomicInteger());
        if (failed.get() >= MOST_FAILURES) {
            throw new Unauthenticated();
        }
        if (!holds(user, code)) {
            failed.incrementAndGet();
            throw new Unauthenticated();
        }
    }

    private boolean holds(String userId, String code) {
        var now = OneTimeCode.step(clock.instant());
        return secrets.seeds(userId).stream()
                .flatMap(seed -> matching(seed, now, code))
                .findFirst()
                .filter(match -> used.claim(match.proof(), OneTimeCode.end(now + 1)))
                .isPresent();
    }

    private record Match(Seed seed, long step) {
        String proof() {
            return "totp:%s:%d".formatted(seed.id(), step);
        }
    }

    private static Stream<Match> matching(Seed seed, long now, String code) {
        return LongStream.of(now, now - 1)
                .filter(step -> equal(OneTimeCode.of(seed.secret(), step), code))
                .mapToObj(step -> new Match(seed, step));
    }

    private static boolean equal(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
