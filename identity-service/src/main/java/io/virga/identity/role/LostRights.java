package io.virga.identity.role;

import io.virga.identity.domain.DomainClosed;
import io.virga.identity.revocation.RevocationService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/// Ends the tokens that may carry a right which is about to be lost, before it is gone from the tables: they show who
/// had it. One statement finds the users, members of groups included, and the groups, for those whom only an identity
/// provider's mapping puts into them.
@ApplicationScoped
class LostRights {

    private static final String HOLDERS = """
            select distinct coalesce(g.user_id, m.user_id) as user_id, g.group_id, g.project_id, g.inherited
            from grants g left join memberships m on m.group_id = g.group_id
            where %s
            order by inherited desc
            """;

    private static final String BY_HOLDING = HOLDERS.formatted("g.holder = :holder and g.place = :place");

    private static final String BY_PLACE = HOLDERS.formatted("g.place = :place");

    private static final String BY_ROLE = """
            with recursive carrying(role_id) as (
                select cast(:role as varchar)
                union
                select i.prior_role_id from implied_roles i join carrying on i.implied_role_id = carrying.role_id
            )
            """ + HOLDERS.formatted("g.role_id in (select role_id from carrying)");

    private final Session session;
    private final RevocationService revocations;

    LostRights(Session session, RevocationService revocations) {
        this.session = session;
        this.revocations = revocations;
    }

    /// A role is taken away from an actor.
    void of(Holding holding) {
        end(session.createNativeQuery(BY_HOLDING, Tuple.class)
                .setParameter("holder", holding.holder())
                .setParameter("place", holding.place()));
    }

    /// A role goes, or what it is called or implies changes; also for those who have it because others imply it.
    void carriedBy(String roleId) {
        end(session.createNativeQuery(BY_ROLE, Tuple.class).setParameter("role", roleId));
    }

    /// Nobody works on a domain that is closed, wherever their account is.
    @Transactional
    void onDomain(@Observes DomainClosed domain) {
        end(session.createNativeQuery(BY_PLACE, Tuple.class).setParameter("place", "d" + domain.id()));
    }

    // What is inherited may be in tokens for any project below: all of the user's tokens are ended instead.
    private void end(NativeQuery<Tuple> concerned) {
        var users = new HashSet<String>();
        var groups = new HashSet<String>();
        for (var one : concerned.list()) {
            var user = one.get("user_id", String.class);
            Optional.ofNullable(one.get("group_id", String.class))
                    .filter(groups::add)
                    .ifPresent(revocations::tokensOfGroup);
            if (user != null && one.get("inherited", Boolean.class) && users.add(user)) {
                revocations.tokensOfUser(user);
            } else if (user != null && !users.contains(user)) {
                revocations.tokensOfGrants(user, one.get("project_id", String.class));
            }
        }
    }
}
