package io.virga.identity.key;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.IdentityConfig;
import io.virga.model.CloudException.Conflict;
import io.virga.web.token.TokenKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// The key pairs that tokens are signed with: files ending in `.jwk` in the keys folder, which all processes of this
/// service share.
///
/// A new key is published for a while before it signs, so that every service has it by then; an old one stays published
/// until the last token that it signed has expired, and is then deleted.
@ApplicationScoped
public class SigningKeys implements TokenKeys {

    /// How long a key is published before it signs. Services fetch a set again within two seconds.
    static final Duration NOTICE = Duration.ofSeconds(30);

    private static final Logger log = Logger.getLogger(SigningKeys.class);
    private static final String ENDING = ".jwk";
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final KeysDirectory directory;
    private final Duration longestUse;
    private final Clock clock;
    private volatile KeyRing ring;

    SigningKeys(KeysDirectory directory, IdentityConfig config, Clock clock) {
        this.directory = directory;
        this.longestUse = config.tokenLifetime().plus(MARGIN);
        this.clock = clock;
        if (directory.readAll(ENDING).isEmpty()) {
            directory.readOrMake(fileName(1), () -> SigningKey.generated(1, clock.instant()));
        }
        ring = read();
    }

    // Makes the first key pair, or stops the start when one cannot be read.
    void prepare(@Observes StartupEvent start) {}

    @Override
    public Optional<PublicKey> key(String keyId) {
        return ring.find(keyId).map(SigningKey::publicKey);
    }

    /// The key that signs now.
    public SigningKey current() {
        return ring.signing(clock.instant());
    }

    /// All keys, oldest first.
    List<SigningKey> all() {
        return ring.keys();
    }

    /// The public halves, as a JWK set (RFC 7517).
    public String published() {
        return ring.published();
    }

    /// Makes the next key, which signs from `NOTICE` on. `Conflict` while the last one made does not sign yet.
    synchronized SigningKey rotate() {
        ring = read();
        var newest = ring.newest();
        if (newest.signsFrom().isAfter(clock.instant())) {
            throw new Conflict("The key %s was made just now and signs from %s on: rotate again after that."
                    .formatted(newest.id(), newest.signsFrom()));
        }
        var number = newest.number() + 1;
        directory.readOrMake(
                fileName(number),
                () -> SigningKey.generated(number, clock.instant().plus(NOTICE)));
        ring = read();
        return ring.newest();
    }

    // Another process may have made or deleted one.
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    synchronized void refresh() {
        for (var retired : ring.retired(clock.instant().minus(longestUse))) {
            log.infof("the signing key %s signs no token any more and is deleted", retired.id());
            directory.delete(fileName(retired.number()));
        }
        ring = read();
    }

    private KeyRing read() {
        return new KeyRing(
                directory.readAll(ENDING).stream().map(SigningKey::parsed).toList());
    }

    private static String fileName(int number) {
        return "signing-" + number + ENDING;
    }
}
