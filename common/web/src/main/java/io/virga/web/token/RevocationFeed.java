package io.virga.web.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.virga.contract.Addresses;
import io.virga.contract.identity.Revocation;
import io.virga.messaging.Mailboxes;
import io.virga.messaging.WireFormat;
import io.virga.model.CloudException;
import io.virga.web.VirgaConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Keeps this process's `Revocations` up to date: each one as it is published, and every two seconds those that came
/// since the last look, in case one was published while this process or the broker was away.
@ApplicationScoped
class RevocationFeed {

    private static final Logger log = Logger.getLogger(RevocationFeed.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(500);

    private final VirgaConfig config;
    private final Mailboxes mailboxes;
    private final Revocations revocations;
    private final ServiceToken token;
    private final PlainHttp http;
    private final ObjectMapper json = new ObjectMapper();
    private Thread reloading;
    private long seen;

    RevocationFeed(
            VirgaConfig config, Mailboxes mailboxes, Revocations revocations, ServiceToken token, PlainHttp http) {
        this.config = config;
        this.mailboxes = mailboxes;
        this.revocations = revocations;
        this.token = token;
        this.http = http;
    }

    void start(@Observes StartupEvent event) {
        mailboxes.topic(
                Addresses.IDENTITY_REVOCATIONS, Revocation.class, delivery -> revocations.add(delivery.message()));
        config.identity()
                .url()
                .ifPresent(url ->
                        reloading = Thread.ofVirtual().name("revocations").start(() -> reload(url)));
    }

    void stop(@Observes ShutdownEvent event) {
        if (reloading != null) {
            reloading.interrupt();
        }
    }

    private void reload(URI identity) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(load(identity) ? PERIOD : RETRY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    // A number behind ours is of another database, whose revocations we have not seen at all.
    private void take(JsonNode answer) {
        for (var one : answer.path("revocations")) {
            revocations.add(WireFormat.read(one.toString(), Revocation.class));
        }
        var last = answer.path("last").asLong();
        var whole = last >= seen;
        seen = whole ? last : 0;
        if (whole) {
            revocations.complete();
        }
    }

    private boolean load(URI identity) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(identity + "/v3/auth/revocations?since=" + seen))
                    .timeout(Duration.ofSeconds(5))
                    .header("X-Auth-Token", token.get());
            var answer = http.client().send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() == 401) {
                token.discard();
            }
            if (answer.statusCode() != 200) {
                return false;
            }
            take(json.readTree(answer.body()));
            return true;
        } catch (IOException | CloudException | WireFormat.Unreadable e) {
            log.debugf("the revocations could not be loaded: %s", e.getMessage());
            return false;
        }
    }
}
