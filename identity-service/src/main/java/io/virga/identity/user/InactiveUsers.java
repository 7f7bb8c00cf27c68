package io.virga.identity.user;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.password.PasswordPolicy;
import io.virga.identity.revocation.RevocationService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import org.hibernate.Session;

/// Disables users who did not log in for too long, so that everybody sees it. An administrator enables them again.
@ApplicationScoped
class InactiveUsers {

    private final Session session;
    private final PasswordPolicy policy;
    private final RevocationService revocations;
    private final Clock clock;

    InactiveUsers(Session session, PasswordPolicy policy, RevocationService revocations, Clock clock) {
        this.session = session;
        this.policy = policy;
        this.revocations = revocations;
        this.clock = clock;
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    @Transactional
    void disable() {
        policy.activeSince(LocalDate.now(clock))
                .ifPresent(day -> session
                        .createQuery("from User where enabled and lastActiveOn < :day", User.class)
                        .setParameter("day", day)
                        .stream()
                        .filter(user -> !user.activeSince(day))
                        .forEach(user -> {
                            user.enable(false);
                            revocations.tokensOfUser(user.id());
                        }));
    }
}
