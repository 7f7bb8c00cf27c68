package io.virga.identity.revocation;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.contract.Addresses;
import io.virga.contract.identity.Revocation;
import io.virga.identity.IdentityConfig;
import io.virga.messaging.WireFormat;
import io.virga.messaging.outbox.Outbox;
import io.virga.web.token.Revocations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.Session;

/// Ends tokens before their time: stored, told to the other services, and effective here at once.
///
/// Called inside the transaction of whatever ends them. When that is rolled back, tokens are refused here that
/// were still good; their owners log in again.
@ApplicationScoped
public class RevocationService {

    private final Session session;
    private final Outbox outbox;
    private final Revocations local;
    private final IdentityConfig config;
    private final Clock clock;

    RevocationService(Session session, Outbox outbox, Revocations local, IdentityConfig config, Clock clock) {
        this.session = session;
        this.outbox = outbox;
        this.local = local;
        this.config = config;
        this.clock = clock;
    }

    @Transactional
    public void token(String auditId) {
        revoke(new Revocation.OfToken(auditId, until(now())));
    }

    @Transactional
    public void tokensOfUser(String userId) {
        var now = now();
        revoke(new Revocation.OfUser(userId, now, until(now)));
    }

    @Transactional
    public void tokensOfProject(String projectId) {
        var now = now();
        revoke(new Revocation.OfProject(projectId, now, until(now)));
    }

    /// The user's tokens on the project; with a null project those on any domain and on the system.
    @Transactional
    public void tokensOfGrants(String userId, String projectId) {
        var now = now();
        revoke(new Revocation.OfGrants(userId, projectId, now, until(now)));
    }

    /// Those that concern tokens which have not expired yet.
    @Transactional
    public List<Revocation> current() {
        return session
                .createQuery("from StoredRevocation where until > :now order by id", StoredRevocation.class)
                .setParameter("now", clock.instant())
                .list()
                .stream()
                .map(stored -> WireFormat.read(stored.body(), Revocation.class))
                .toList();
    }

    void load(@Observes StartupEvent start) {
        current().forEach(local::add);
    }

    @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    @Transactional
    void forgetExpired() {
        session.createMutationQuery("delete from StoredRevocation where until < :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    private void revoke(Revocation revocation) {
        session.persist(new StoredRevocation(WireFormat.write(revocation), revocation));
        outbox.send(Addresses.IDENTITY_REVOCATIONS, revocation);
        local.add(revocation);
    }

    // Tokens carry microseconds: a finer revocation would miss those of the same one.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Instant until(Instant now) {
        return now.plus(config.tokenLifetime()).plusSeconds(60);
    }
}
