package io.virga.identity.once;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import org.hibernate.Session;

/// Lets each proof that can be overheard, such as a one-time code or a signature, be used once: by whichever process
/// of the service sees it first.
@ApplicationScoped
public class UsedProofs {

    private final Session session;
    private final Clock clock;

    UsedProofs(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /// Whether nobody has used the proof before. It is remembered until `until`, when it is not good any more by
    /// itself.
    public boolean claim(String proof, Instant until) {
        return QuarkusTransaction.requiringNew()
                .call(() -> session.createNativeMutationQuery(
                                        "insert into used_proofs (proof, until) values (:proof, :until) on conflict do nothing")
                                .setParameter("proof", proof)
                                .setParameter("until", until)
                                .executeUpdate()
                        == 1);
    }

    @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    @Transactional
    void forgetOver() {
        session.createNativeMutationQuery("delete from used_proofs where until < :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
    }
}
