package io.virga.identity.endpointfilter;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The endpoint groups that exist.
@ApplicationScoped
class EndpointGroups {

    private final Session session;

    EndpointGroups(Session session) {
        this.session = session;
    }

    void add(EndpointGroup group) {
        session.persist(group);
    }

    void remove(EndpointGroup group) {
        session.remove(group);
    }

    EndpointGroup get(String id) {
        return Optional.of(id)
                .filter(Ids::plausible)
                .map(known -> session.find(EndpointGroup.class, known))
                .orElseThrow(() -> new NotFound("endpoint group", id));
    }

    List<EndpointGroup> list(Optional<String> name) {
        return new Where().equal("name", name).list(session, EndpointGroup.class, "name, id");
    }

    List<EndpointGroup> of(List<String> ids) {
        return session.createQuery("from EndpointGroup where id in :ids order by name, id", EndpointGroup.class)
                .setParameter("ids", ids)
                .list();
    }

    /// The ids of the endpoints that are in the group now.
    List<String> members(String id) {
        return Column.of(
                        session,
                        "select endpoint_id from endpoint_group_members where endpoint_group_id = :id",
                        String.class)
                .setParameter("id", id)
                .list();
    }
}
