package io.virga.identity.revocation;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.contract.Addresses;
import io.virga.contract.identity.Revocation;
import io.virga.contract.identity.TokenClaims;
import io.virga.identity.IdentityConfig;
import io.virga.messaging.WireFormat;
import io.virga.messaging.outbox.Outbox;
import io.virga.model.CloudException.Unauthenticated;
import io.virga.web.sql.Column;
import io.virga.web.token.Revocations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.AfterCompletionCallback;
import org.hibernate.engine.spi.TransactionCompletionCallbacks.BeforeCompletionCallback;

/// Ends tokens before their time: stored, told to the other services, and effective here at once.
///
/// Called inside the transaction of whatever ends them, and dated at its very end, while no token is being issued: a
/// token was either issued before, and is revoked, or its rights are read afterwards, when they have gone already.
@ApplicationScoped
public class RevocationService {

    /// Held shared by whoever issues a token, and alone by whoever ends some.
    private static final String ISSUING = "select 1 from pg_advisory_xact_lock_shared(5001)";

    private static final String ENDING = "select 1 from pg_advisory_xact_lock(5001)";

    private final Session session;
    private final TransactionSynchronizationRegistry transactions;
    private final Outbox outbox;
    private final Revocations local;
    private final IdentityConfig config;
    private final Clock clock;
    private volatile long seen;

    RevocationService(
            Session session,
            TransactionSynchronizationRegistry transactions,
            Outbox outbox,
            Revocations local,
            IdentityConfig config,
            Clock clock) {
        this.session = session;
        this.transactions = transactions;
        this.outbox = outbox;
        this.local = local;
        this.config = config;
        this.clock = clock;
    }

    @Transactional
    public void token(String auditId) {
        revoke(now -> new Revocation.OfToken(auditId, until(now)));
    }

    /// Tokens made by the application credential, trust or key.
    @Transactional
    public void tokensOfDelegation(String delegationId) {
        revoke(now -> new Revocation.OfDelegation(delegationId, until(now)));
    }

    @Transactional
    public void tokensOfUser(String userId) {
        revoke(now -> new Revocation.OfUser(userId, now, until(now)));
    }

    /// Tokens of users whom an identity provider's mapping put into the group; nobody else knows who they are.
    @Transactional
    public void tokensOfGroup(String groupId) {
        revoke(now -> new Revocation.OfGroup(groupId, now, until(now)));
    }

    @Transactional
    public void tokensOfProject(String projectId) {
        revoke(now -> new Revocation.OfProject(projectId, now, until(now)));
    }

    /// The user's tokens on the project; with a null project those on any domain and on the system.
    @Transactional
    public void tokensOfGrants(String userId, String projectId) {
        revoke(now -> new Revocation.OfGrants(userId, projectId, now, until(now)));
    }

    /// Those after the number `since` that concern tokens which have not expired yet, and the number of the last one
    /// there is. Numbers are in the order of commits.
    @Transactional
    Recent since(long since) {
        var found = session.createQuery(
                        "from StoredRevocation where id > :since and until > :now order by id", StoredRevocation.class)
                .setParameter("since", since)
                .setParameter("now", clock.instant())
                .list();
        return new Recent(
                found.stream().map(StoredRevocation::revocation).toList(),
                found.isEmpty() ? last() : found.getLast().id());
    }

    record Recent(List<Revocation> revocations, long last) {}

    private long last() {
        return session.createSelectionQuery("select coalesce(max(id), 0) from StoredRevocation", Long.class)
                .getSingleResult();
    }

    void load(@Observes StartupEvent start) {
        catchUp();
        local.complete();
    }

    // Other processes of this service end tokens too, and the broker may be away.
    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    @Transactional
    void catchUp() {
        var recent = since(seen);
        recent.revocations().forEach(local::add);
        seen = recent.last();
    }

    @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    @Transactional
    void forgetExpired() {
        session.createMutationQuery("delete from StoredRevocation where until < :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /// Keeps revocations from being dated until the end of this transaction, which issues a token. The answer is the
    /// date that the token must have.
    @Transactional(Transactional.TxType.MANDATORY)
    public Instant holdOff() {
        Column.of(session, ISSUING, Integer.class).getSingleResult();
        return now();
    }

    /// Whether the token, which another one is to be made of, is still good, looked at while revocations are held off:
    /// those that came before this transaction's date would not concern the new one. `Unauthenticated` if not.
    @Transactional(Transactional.TxType.MANDATORY)
    public void requireGood(TokenClaims token) {
        catchUp();
        if (local.concern(token)) {
            throw new Unauthenticated();
        }
    }

    // Tokens carry microseconds: a finer revocation would miss those of the same one.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void revoke(Function<Instant, Revocation> revocation) {
        if (transactions.getResource(this) instanceof AtTheEnd known) {
            known.wanted.add(revocation);
            return;
        }
        session.flush(); // so that the session is part of the transaction: at its end it is too late to join
        var end = new AtTheEnd();
        end.wanted.add(revocation);
        transactions.putResource(this, end);
        var callbacks = session.unwrap(SessionImplementor.class).getTransactionCompletionCallbacks();
        callbacks.registerCallback((BeforeCompletionCallback) end);
        callbacks.registerCallback((AfterCompletionCallback) end);
    }

    // Hibernate calls back while it still has its connection, which a synchronization of our own would have to open
    // again.
    private final class AtTheEnd implements BeforeCompletionCallback, AfterCompletionCallback {

        private final List<Function<Instant, Revocation>> wanted = new ArrayList<>();
        private final List<Revocation> made = new ArrayList<>();

        // The lock comes last, so that nobody waits for a row while holding it.
        @Override
        public void doBeforeTransactionCompletion(SharedSessionContractImplementor same) {
            session.flush();
            Column.of(session, ENDING, Integer.class).getSingleResult();
            var now = now();
            for (var one : wanted) {
                var revocation = one.apply(now);
                session.persist(new StoredRevocation(WireFormat.write(revocation), revocation));
                outbox.send(Addresses.IDENTITY_REVOCATIONS, revocation);
                made.add(revocation);
            }
            session.flush();
        }

        @Override
        public void doAfterTransactionCompletion(boolean committed, SharedSessionContractImplementor same) {
            if (committed) {
                made.forEach(local::add);
            }
        }
    }

    private Instant until(Instant now) {
        return now.plus(config.tokenLifetime()).plusSeconds(60);
    }
}
