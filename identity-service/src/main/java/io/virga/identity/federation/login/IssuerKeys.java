package io.virga.identity.federation.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.virga.model.CloudException.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/// The keys that one issuer publishes for signatures. They are believed for a while and then fetched again, so that a
/// key which was withdrawn is not good for ever. A key id that is not known makes them be fetched too, at most once in
/// ten seconds: a flood of forged ids must not become a flood of requests.
final class IssuerKeys {

    private static final Logger log = Logger.getLogger(IssuerKeys.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int LARGEST = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI url;
    private final HttpClient http;
    private final Clock clock;
    private final Duration lifetime;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Map<String, PublicJsonWebKey> known = Map.of();
    private volatile Instant fetched = Instant.EPOCH;
    private volatile Instant tried = Instant.EPOCH;

    IssuerKeys(URI url, HttpClient http, Clock clock, Duration lifetime) {
        this.url = url;
        this.http = http;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /// `Unavailable` when there are no keys that may still be believed.
    Optional<PublicJsonWebKey> find(String keyId) {
        if (stale() || !known.containsKey(keyId)) {
            refresh();
        }
        if (stale()) {
            throw new Unavailable("identity provider", null);
        }
        return Optional.ofNullable(known.get(keyId));
    }

    private boolean stale() {
        return clock.instant().isAfter(fetched.plus(lifetime));
    }

    private void refresh() {
        fetching.lock();
        try {
            var now = clock.instant();
            if (now.isAfter(tried.plus(PAUSE))) {
                tried = now;
                known = fetch();
                fetched = now;
            }
        } catch (IOException e) {
            log.warnf("the keys at %s could not be fetched: %s", url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            fetching.unlock();
        }
    }

    private Map<String, PublicJsonWebKey> fetch() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build();
        var answer = http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST));
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        var keys = new HashMap<String, PublicJsonWebKey>();
        for (var one : JSON.readTree(answer.body()).path("keys")) {
            signing(one).ifPresent(key -> keys.put(key.getKeyId(), key));
        }
        return Map.copyOf(keys);
    }

    // A kind of key that is not known is no reason to believe none of them.
    private static Optional<PublicJsonWebKey> signing(JsonNode one) {
        try {
            return JsonWebKey.Factory.newJwk(one.toString()) instanceof PublicJsonWebKey key
                            && key.getKeyId() != null
                            && (key.getUse() == null || key.getUse().equals("sig"))
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (JoseException _) {
            return Optional.empty();
        }
    }
}
