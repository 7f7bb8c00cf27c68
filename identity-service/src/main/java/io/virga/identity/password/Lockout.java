package io.virga.identity.password;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.hibernate.Session;

/// Locks out users whose log-ins fail too often in a row. Names that belong to nobody are counted in the same way, so
/// that they cannot be told from those of users (SEC-23).
@ApplicationScoped
public class Lockout {

    private static final String LOCKED = """
            select count(*) from failed_log_ins
            where who = :who and failures >= :most and last_at > :since
            """;

    /// The same, and forgets the failures of whoever is not locked out: each log-in waits for it, so it is one
    /// statement.
    private static final String LOCKED_OR_FORGOTTEN = """
            with locked as (
                select from failed_log_ins where who = :who and failures >= :most and last_at > :since),
            forgotten as (delete from failed_log_ins where who = :who and not exists (select from locked))
            select count(*) from locked
            """;

    private final Session session;
    private final SecurityCompliance rules;
    private final Clock clock;

    Lockout(Session session, SecurityCompliance rules, Clock clock) {
        this.session = session;
        this.rules = rules;
        this.clock = clock;
    }

    /// Counts a log-in of `who`, whose proof was good or not, and tells whether they get in.
    @Transactional
    public boolean admits(String who, boolean proven) {
        if (rules.lockoutFailureAttempts().isEmpty()) {
            return proven;
        }
        if (proven) {
            return !isLocked(who, LOCKED_OR_FORGOTTEN);
        }
        if (!isLocked(who, LOCKED)) {
            count(who);
        }
        return false;
    }

    /// Lets the user in again.
    @Transactional
    public void forget(String who) {
        session.createNativeMutationQuery("delete from failed_log_ins where who = :who")
                .setParameter("who", who)
                .executeUpdate();
    }

    private boolean isLocked(String who, String question) {
        return Column.of(session, question, Long.class)
                        .setParameter("who", who)
                        .setParameter("most", rules.lockoutFailureAttempts().getAsInt())
                        .setParameter("since", clock.instant().minus(rules.lockoutDuration()))
                        .getSingleResult()
                > 0;
    }

    // Once a lock-out is over, counting starts again.
    private void count(String who) {
        session.createNativeMutationQuery("""
                        insert into failed_log_ins as f (who, failures, last_at) values (:who, 1, :now)
                        on conflict (who) do update
                        set failures = case when f.failures >= :most then 1 else f.failures + 1 end, last_at = :now
                        """)
                .setParameter("who", who)
                .setParameter("now", clock.instant())
                .setParameter("most", rules.lockoutFailureAttempts().getAsInt())
                .executeUpdate();
    }

    // A name that failed less often than it takes is remembered no longer than one that is locked.
    @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    @Transactional
    void forgetOld() {
        session.createNativeMutationQuery("delete from failed_log_ins where last_at < :since")
                .setParameter("since", clock.instant().minus(rules.lockoutDuration()))
                .executeUpdate();
    }
}
