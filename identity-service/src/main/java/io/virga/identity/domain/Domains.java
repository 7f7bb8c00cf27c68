package io.virga.identity.domain;

import io.virga.identity.Ids;
import io.virga.identity.Page;
import io.virga.identity.TagFilter;
import io.virga.identity.TextFilter;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The domains that exist.
@ApplicationScoped
public class Domains {

    private final Session session;

    Domains(Session session) {
        this.session = session;
    }

    public void add(Domain domain) {
        session.persist(domain);
    }

    public Domain get(String id) {
        return find(id).orElseThrow(() -> new NotFound("domain", id));
    }

    public Optional<Domain> find(String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(Domain.class, id)) : Optional.empty();
    }

    public Optional<Domain> named(String name) {
        return list(Optional.empty(), List.of(TextFilter.equal(name)), Optional.empty(), TagFilter.ANY, Page.WHOLE)
                .stream()
                .findFirst();
    }

    /// Whether the project is one of the domain's.
    boolean owns(String domainId, String projectId) {
        return session.createSelectionQuery(
                                "select count(*) from Project where id = :project and domainId = :domain", Long.class)
                        .setParameter("project", projectId)
                        .setParameter("domain", domainId)
                        .getSingleResult()
                > 0;
    }

    List<Domain> list(
            Optional<String> id, List<TextFilter> names, Optional<Boolean> enabled, TagFilter tags, Page page) {
        return new Where()
                .equal("id", id)
                .matching("name", names)
                .equal("enabled", enabled)
                .tagged(tags)
                .list(session, Domain.class, "name, id", page);
    }

    void remove(Domain domain) {
        session.remove(domain);
        session.flush();
    }
}
