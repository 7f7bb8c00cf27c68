package io.virga.image.metadef.namespace;

import io.virga.image.metadef.listing.Listing;
import io.virga.image.metadef.listing.Page;
import io.virga.image.metadef.naming.Names;
import io.virga.model.Caller;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;

/// The namespaces that exist. Every query that serves a user is bound to what the caller may see.
@ApplicationScoped
public class Namespaces {

    private static final String KIND = "Namespace";

    private final Session session;

    Namespaces(Session session) {
        this.session = session;
    }

    /// A namespace that the caller may not see is as good as absent.
    public Namespace get(Caller caller, String name) {
        return visible(caller, name, named(name));
    }

    /// Locked until the transaction ends, so that what is in it changes one request at a time. `Forbidden`
    /// when the caller sees the namespace but does not own it.
    public Namespace getToChange(Caller caller, String name) {
        var namespace = visible(caller, name, named(name).setLockMode(LockModeType.PESSIMISTIC_WRITE));
        if (!caller.owns(namespace.owner())) {
            throw new Forbidden("You are not permitted to modify this namespace.");
        }
        return namespace;
    }

    private static Namespace visible(Caller caller, String name, SelectionQuery<Namespace> query) {
        return query.uniqueResultOptional()
                .filter(namespace -> namespace.isVisibleTo(caller))
                .orElseThrow(() -> new NotFound(KIND, name));
    }

    private SelectionQuery<Namespace> named(String name) {
        return session.createSelectionQuery("from Namespace where name = :name", Namespace.class)
                .setParameter("name", Names.sought(KIND, name));
    }

    /// Whether any namespace has this name, whoever may see it.
    public boolean isTaken(String name) {
        return named(name).uniqueResultOptional().isPresent();
    }

    public long countOf(ProjectId owner) {
        return session.createSelectionQuery("select count(*) from Namespace where owner = :owner", Long.class)
                .setParameter("owner", owner.value())
                .getSingleResult();
    }

    public Page<Namespace> list(Caller caller, NamespaceFilters filters, Listing listing) {
        var last = listing.marker().map(name -> get(caller, name));
        return listing.read(session, Namespace.class, "metadef_namespaces", filters.whereFor(caller), last);
    }

    public void add(Namespace namespace) {
        session.persist(namespace);
        session.flush();
    }

    /// With all that is in it.
    public void remove(Namespace namespace) {
        session.remove(namespace);
    }
}
