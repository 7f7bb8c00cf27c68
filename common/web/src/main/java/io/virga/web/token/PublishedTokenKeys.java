package io.virga.web.token;

import io.quarkus.arc.DefaultBean;
import io.virga.model.CloudException.Unavailable;
import io.virga.web.VirgaConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/// The keys that the identity service publishes, fetched when a token names one that is not known yet, and at most
/// once in two seconds: a flood of forged key ids must not become a flood of requests. A new key is published some time
/// before it signs, so that no token has to wait for that. Ten minutes later they are fetched again, so that a key that
/// was taken out of the set is forgotten.
@ApplicationScoped
@DefaultBean
class PublishedTokenKeys implements TokenKeys {

    private static final Logger log = Logger.getLogger(PublishedTokenKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_TRUST = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final VirgaConfig config;
    private final PlainHttp http;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Map<String, PublicKey> known = Map.of();
    private volatile Instant fetched = Instant.EPOCH;

    PublishedTokenKeys(VirgaConfig config, PlainHttp http, Clock clock) {
        this.config = config;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Optional<PublicKey> key(String keyId) {
        var key = known.get(keyId);
        if (key == null) {
            refresh();
        } else if (clock.instant().isAfter(fetched.plus(LONGEST_TRUST))) {
            refreshIfPossible();
        }
        return Optional.ofNullable(known.get(keyId));
    }

    // One thread asks, the others go on with what is known.
    private void refreshIfPossible() {
        if (!fetching.tryLock()) {
            return;
        }
        try {
            refresh();
        } catch (Unavailable e) {
            log.debugf("the published keys could not be fetched again: %s", e.detail());
            fetched = clock.instant().minus(LONGEST_TRUST).plus(RETRY);
        } finally {
            fetching.unlock();
        }
    }

    private void refresh() {
        fetching.lock();
        try {
            if (clock.instant().isAfter(fetched.plus(PAUSE))) {
                known = fetch();
                fetched = clock.instant();
            }
        } finally {
            fetching.unlock();
        }
    }

    private Map<String, PublicKey> fetch() {
        var url = config.identity().url().orElseThrow() + "/v3/auth/jwks";
        try {
            var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5));
            var answer = http.client().send(request.build(), BodyHandlers.ofString());
            return new JsonWebKeySet(answer.body())
                    .getJsonWebKeys().stream()
                            .filter(PublicJsonWebKey.class::isInstance)
                            .map(PublicJsonWebKey.class::cast)
                            .collect(Collectors.toMap(PublicJsonWebKey::getKeyId, PublicJsonWebKey::getPublicKey));
        } catch (IOException | JoseException e) {
            throw new Unavailable("identity service", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("identity service", e);
        }
    }
}
