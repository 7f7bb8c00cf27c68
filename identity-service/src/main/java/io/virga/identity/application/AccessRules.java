package io.virga.identity.application;

import io.virga.contract.identity.TokenClaims;
import io.virga.identity.Ids;
import io.virga.identity.Where;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The access rules that users keep: of each kind of call at most one.
@ApplicationScoped
class AccessRules {

    private final Session session;

    AccessRules(Session session) {
        this.session = session;
    }

    Optional<AccessRule> find(String userId, String id) {
        return Optional.of(id)
                .filter(Ids::plausible)
                .map(known -> session.find(AccessRule.class, known))
                .filter(rule -> rule.userId().equals(userId));
    }

    List<AccessRule> withIds(Collection<String> ids) {
        return session.createQuery("from AccessRule where id in :ids order by service, path, method", AccessRule.class)
                .setParameter("ids", ids)
                .list();
    }

    List<AccessRule> list(String userId, Optional<String> service, Optional<String> method, Optional<String> path) {
        return new Where()
                .equal("userId", Optional.of(userId))
                .equal("service", service)
                .equal("method", method)
                .equal("path", path)
                .list(session, AccessRule.class, "service, path, method");
    }

    /// The user's rule for this kind of call, made if there was none.
    AccessRule keep(String userId, TokenClaims.AccessRule call) {
        return list(userId, Optional.of(call.service()), Optional.of(call.method()), Optional.of(call.path())).stream()
                .findFirst()
                .orElseGet(() -> {
                    var rule = new AccessRule(Ids.random(), userId, call);
                    session.persist(rule);
                    return rule;
                });
    }

    void remove(AccessRule rule) {
        session.remove(rule);
    }
}
