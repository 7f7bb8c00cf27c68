package io.virga.identity.federation.login;

import io.quarkus.scheduler.Scheduled;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.Grants;
import io.virga.identity.role.Target.OnProject;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;

/// The roles that mappings give. What a mapping gave and does not give any more is taken back at the next log-in, or
/// when the identity provider's authorization lapses; what somebody gave by hand is left alone.
@ApplicationScoped
class FederatedRights {

    private final Session session;
    private final Grants grants;
    private final FederatedUsers users;
    private final RevocationService revocations;
    private final Clock clock;

    FederatedRights(Session session, Grants grants, FederatedUsers users, RevocationService revocations, Clock clock) {
        this.session = session;
        this.grants = grants;
        this.users = users;
        this.revocations = revocations;
        this.clock = clock;
    }

    record Given(String projectId, String roleId) {}

    void setTo(String userId, Set<Given> wanted) {
        var known = known(userId);
        for (var one : wanted) {
            var byHand = !known.contains(one) && granted(userId, one);
            if (!byHand) {
                grants.grant(new OfUser(userId), new OnProject(one.projectId()), one.roleId());
                remember(userId, one);
            }
        }
        var gone = new HashSet<>(known);
        gone.removeAll(wanted);
        gone.forEach(one -> takeBack(userId, one));
    }

    @Scheduled(every = "60s", delayed = "30s")
    @Transactional
    void endLapsed() {
        for (var user : users.lapsed(clock.instant())) {
            setTo(user, Set.of());
            users.forgetEnd(user);
        }
    }

    private Set<Given> known(String userId) {
        List<Object[]> rows = session.createNativeQuery(
                        "select project_id, role_id from federated_grants where user_id = :user for update",
                        Object[].class)
                .setParameter("user", userId)
                .list();
        return rows.stream()
                .map(row -> new Given((String) row[0], (String) row[1]))
                .collect(Collectors.toSet());
    }

    private boolean granted(String userId, Given one) {
        return Column.of(session, """
                        select count(*) from grants
                        where user_id = :user and project_id = :project and role_id = :role and not inherited
                        """, Long.class)
                        .setParameter("user", userId)
                        .setParameter("project", one.projectId())
                        .setParameter("role", one.roleId())
                        .getSingleResult()
                > 0;
    }

    private void remember(String userId, Given one) {
        change("""
                insert into federated_grants (user_id, project_id, role_id) values (:user, :project, :role)
                on conflict do nothing
                """, userId, one);
    }

    private void takeBack(String userId, Given one) {
        change(
                "delete from grants where user_id = :user and project_id = :project and role_id = :role and not inherited",
                userId,
                one);
        change(
                "delete from federated_grants where user_id = :user and project_id = :project and role_id = :role",
                userId,
                one);
        revocations.tokensOfGrants(userId, one.projectId());
    }

    private void change(String sql, String userId, Given one) {
        session.createNativeMutationQuery(sql)
                .setParameter("user", userId)
                .setParameter("project", one.projectId())
                .setParameter("role", one.roleId())
                .executeUpdate();
    }
}
