package io.virga.identity.federation.login;

import io.virga.identity.Ids;
import io.virga.identity.federation.provider.ProviderClosed;
import io.virga.identity.revocation.RevocationService;
import io.virga.identity.user.User;
import io.virga.identity.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/// The users who are known only through an identity provider. They have no password, and are recognised by what the
/// provider calls them for ever, not by a name.
@ApplicationScoped
class FederatedUsers {

    private final Session session;
    private final Users users;
    private final RevocationService revocations;

    FederatedUsers(Session session, Users users, RevocationService revocations) {
        this.session = session;
        this.users = users;
        this.revocations = revocations;
    }

    /// Made at the first log-in, renamed at a later one. Two first log-ins at the same time: one of them fails with a
    /// violated constraint, and does it again.
    User comeIn(FederatedUser.Key key, String domainId, String name, Instant rightsEnd) {
        var known = session.find(FederatedUser.class, key);
        if (known == null) {
            var id = Ids.random();
            users.add(new User(id, domainId, free(id, domainId, name)));
            session.flush();
            known = new FederatedUser(key, id);
            session.persist(known);
        }
        known.keepRightsUntil(rightsEnd);
        var user = users.get(known.userId());
        if (!user.name().equals(name)) {
            user.rename(free(user.id(), user.domainId(), name));
        }
        return user;
    }

    // Nobody logs in by this name; it is there to be read. Somebody else's in the domain keeps it.
    private String free(String id, String domainId, String name) {
        return users.named(domainId, name)
                        .filter(other -> !other.id().equals(id))
                        .isEmpty()
                ? name
                : name + " (" + id + ")";
    }

    /// Those whose mapped rights have lapsed.
    List<String> lapsed(Instant now) {
        return session.createQuery(
                        "select userId from FederatedUser where rightsEnd <= :now order by rightsEnd", String.class)
                .setParameter("now", now)
                .setMaxResults(1_000)
                .list();
    }

    void forgetEnd(String userId) {
        session.createMutationQuery("update FederatedUser set rightsEnd = null where userId = :user")
                .setParameter("user", userId)
                .executeUpdate();
    }

    void close(@Observes ProviderClosed closed) {
        var ids = session.createQuery("""
                        select userId from FederatedUser
                        where key.idpId = :idp and (:protocol is null or key.protocolId = :protocol)
                        """, String.class)
                .setParameter("idp", closed.idpId())
                .setParameter("protocol", closed.protocolId().orElse(null))
                .list();
        ids.forEach(revocations::tokensOfUser);
        if (closed.gone() && !ids.isEmpty()) {
            session.createMutationQuery("delete from User where id in :ids")
                    .setParameter("ids", ids)
                    .executeUpdate();
        }
    }
}
