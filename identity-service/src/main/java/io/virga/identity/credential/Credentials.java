package io.virga.identity.credential;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The credentials that users keep.
@ApplicationScoped
class Credentials {

    private final Session session;

    Credentials(Session session) {
        this.session = session;
    }

    Optional<Credential> find(String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(Credential.class, id)) : Optional.empty();
    }

    Optional<Credential> byAccessHash(String accessHash) {
        return new Where()
                .equal("accessHash", Optional.of(accessHash)).list(session, Credential.class, "id").stream()
                        .findFirst();
    }

    /// `ofUser`: whose alone may be seen, if not everybody's.
    List<Credential> list(Optional<String> ofUser, Optional<String> userId, Optional<String> type) {
        return new Where()
                .equal("userId", ofUser)
                .equal("userId", userId)
                .equal("type", type)
                .list(session, Credential.class, "id");
    }

    void add(Credential credential) {
        session.persist(credential);
        session.flush();
    }

    void removeOf(String projectId) {
        session.createMutationQuery("delete from Credential where projectId = :project")
                .setParameter("project", projectId)
                .executeUpdate();
    }

    void remove(Credential credential) {
        session.remove(credential);
    }
}
