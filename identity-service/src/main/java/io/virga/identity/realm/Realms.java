package io.virga.identity.realm;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.virga.identity.Ids;
import io.virga.identity.directory.Directories;
import io.virga.identity.domain.Domain;
import io.virga.identity.domain.Domains;
import io.virga.model.CloudException.Unavailable;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The domains that are backed by Keycloak realms.
@ApplicationScoped
class Realms implements Directories {

    /// No realm is read more often, however many ask for somebody who is not there.
    private static final Duration SOONEST = Duration.ofSeconds(2);

    private final RealmsConfig config;
    private final RealmCopies copies;
    private final Domains domains;
    private final Clock clock;
    private final Map<String, Backed> backed = new ConcurrentHashMap<>();

    Realms(RealmsConfig config, RealmCopies copies, Domains domains, Clock clock) {
        this.config = config;
        this.copies = copies;
        this.domains = domains;
        this.clock = clock;
    }

    private final class Backed {

        private final RealmClient realm;
        private final Duration refresh;
        private final ReentrantLock reading = new ReentrantLock();
        private volatile Instant read = Instant.EPOCH;

        private Backed(RealmsConfig.Realm config) {
            this.realm = new RealmClient(config);
            this.refresh = config.refresh();
        }

        private void copy(String domainId, Duration oldest) {
            reading.lock();
            try {
                var now = clock.instant();
                if (now.isAfter(read.plus(oldest))) {
                    read = now; // also when it fails: whoever comes next does not wait for it again
                    copies.update(domainId, realm.read());
                }
            } finally {
                reading.unlock();
            }
        }
    }

    // After the first domain and its accounts were made.
    void start(@Observes @Priority(5_000) StartupEvent event) {
        config.byDomain().forEach((name, realm) -> backed.put(domain(name), new Backed(realm)));
    }

    private String domain(String name) {
        return QuarkusTransaction.requiringNew()
                .call(() -> domains.named(name).map(Domain::id).orElseGet(() -> {
                    var domain = new Domain(Ids.random(), name, "The users of a Keycloak realm");
                    domains.add(domain);
                    return domain.id();
                }));
    }

    @Override
    public boolean hold(String domainId) {
        return backed.containsKey(domainId);
    }

    // Those who have left lose their tokens though nobody asks for them.
    @Override
    @Scheduled(every = "30s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public void refresh() {
        backed.forEach((domainId, one) -> {
            try {
                one.copy(domainId, one.refresh);
            } catch (Unavailable _) {
                // the realm's client has said why; the copies stay
            }
        });
    }

    @Override
    public void refreshNow(String domainId) {
        var one = backed.get(domainId);
        one.copy(domainId, one.refresh.compareTo(SOONEST) < 0 ? one.refresh : SOONEST);
    }

    @Override
    public Optional<String> whose(String domainId, String userName, String password) {
        return backed.get(domainId).realm.whose(userName, password).map(id -> RealmCopies.id(domainId, "user", id));
    }
}
