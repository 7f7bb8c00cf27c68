package io.virga.identity.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import org.hibernate.Session;

/// Writes down on which day users logged in last, once a day, in a transaction of its own: those that issue tokens wait
/// for no user's row.
@ApplicationScoped
public class Activity {

    private final Session session;
    private final Clock clock;
    private final Cache<String, LocalDate> written =
            Caffeine.newBuilder().maximumSize(100_000).build();

    Activity(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /// The user, who may or may not exist, has proved who they are.
    public void of(String userId) {
        var today = LocalDate.now(clock);
        if (today.equals(written.getIfPresent(userId))) {
            return;
        }
        QuarkusTransaction.requiringNew()
                .run(() -> session.createMutationQuery(
                                "update User set lastActiveOn = :today where id = :id and lastActiveOn < :today")
                        .setParameter("today", today)
                        .setParameter("id", userId)
                        .executeUpdate());
        written.put(userId, today);
    }
}
