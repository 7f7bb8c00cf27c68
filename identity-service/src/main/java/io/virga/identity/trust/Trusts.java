package io.virga.identity.trust;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The trusts that exist. One that has expired or is used up counts as gone, except in listings.
@ApplicationScoped
class Trusts {

    private final Session session;
    private final Clock clock;

    Trusts(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    Optional<Trust> find(String id) {
        return Ids.plausible(id)
                ? Optional.ofNullable(session.find(Trust.class, id)).filter(trust -> trust.good(clock.instant()))
                : Optional.empty();
    }

    List<Trust> list(Optional<String> trustorId, Optional<String> trusteeId) {
        return new Where()
                .equal("trustorId", trustorId)
                .equal("trusteeId", trusteeId)
                .list(session, Trust.class, "id");
    }

    /// The trusts that this one was handed on by, the nearest first.
    List<Trust> above(String id) {
        return session.createNativeQuery("""
                        with recursive above(id, distance) as (
                            select redelegated_trust_id, 1 from trusts where id = :id
                            union all
                            select t.redelegated_trust_id, distance + 1 from trusts t join above a on t.id = a.id
                        )
                        select t.* from trusts t join above a on t.id = a.id order by a.distance
                        """, Trust.class)
                .setParameter("id", id)
                .list();
    }

    /// The trust and all that it was handed on to.
    List<String> downwards(String id) {
        return Column.of(session, """
                        with recursive below(id) as (
                            select cast(:id as varchar)
                            union
                            select t.id from trusts t join below b on t.redelegated_trust_id = b.id
                        )
                        select id from below
                        """, String.class).setParameter("id", id).list();
    }

    void add(Trust trust) {
        session.persist(trust);
        session.flush();
    }

    /// Those that it was handed on to go with it.
    void remove(Trust trust) {
        session.remove(trust);
        session.flush();
    }

    /// Makes others wait who use up the same trust, before anybody of them holds anything else.
    void lockWhenLimited(String id) {
        if (Ids.plausible(id)) {
            Column.of(
                            session,
                            "select 1 from trusts where id = :id and remaining_uses is not null for no key update",
                            Integer.class)
                    .setParameter("id", id)
                    .getSingleResultOrNull();
        }
    }

    /// Whether there was a use left, which is now gone.
    boolean use(Trust trust) {
        return trust.remainingUses().isEmpty()
                || session.createNativeMutationQuery(
                                        "update trusts set remaining_uses = remaining_uses - 1 where id = :id and remaining_uses > 0")
                                .setParameter("id", trust.id())
                                .executeUpdate()
                        == 1;
    }
}
