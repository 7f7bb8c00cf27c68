package io.virga.identity.role;

import io.virga.identity.Ids;
import io.virga.identity.Where;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/// The roles that exist, and which imply which.
@ApplicationScoped
public class Roles {

    private final Session session;

    Roles(Session session) {
        this.session = session;
    }

    public void add(Role role) {
        session.persist(role);
    }

    public Role get(String id) {
        return find(id).orElseThrow(() -> new NotFound("role", id));
    }

    public Optional<Role> find(String id) {
        return Ids.plausible(id) ? Optional.ofNullable(session.find(Role.class, id)) : Optional.empty();
    }

    /// A role that belongs to no domain.
    public Optional<Role> named(String name) {
        return list(Optional.of(name), Optional.empty()).stream().findFirst();
    }

    public List<Role> named(Collection<String> names) {
        return any("domain_id is null and name", names);
    }

    public List<Role> withIds(Collection<String> ids) {
        return any("id", ids);
    }

    // Hibernate translates a query with `in` anew at each call.
    private List<Role> any(String column, Collection<String> values) {
        return session.createNativeQuery(
                        "select * from roles where " + column + " = any(:values) order by name", Role.class)
                .setParameter("values", values.toArray(String[]::new))
                .list();
    }

    /// Without a domain: those that belong to none.
    List<Role> list(Optional<String> name, Optional<String> domainId) {
        var where = new Where().equal("name", name).equal("domainId", domainId);
        if (domainId.isEmpty()) {
            where.and("domainId is null");
        }
        return where.list(session, Role.class, "name, id");
    }

    void remove(Role role) {
        session.remove(role);
        session.flush();
    }

    /// The rules "who has the first has the second", by the names of the two.
    List<ImpliedRole> inferences() {
        return session.createQuery("""
                        from ImpliedRole i join fetch i.prior p join fetch i.implied q
                        order by p.name, p.id, q.name, q.id
                        """, ImpliedRole.class).list();
    }

    List<Role> impliedBy(String prior) {
        return session.createQuery(
                        "select i.implied from ImpliedRole i where i.key.prior = :prior order by i.implied.name",
                        Role.class)
                .setParameter("prior", prior)
                .list();
    }

    /// The role and all that it implies, in any number of steps.
    public List<Role> closure(String roleId) {
        return session.createNativeQuery("""
                        with recursive reached(role_id) as (
                            select cast(:role as varchar)
                            union
                            select i.implied_role_id from implied_roles i
                            join reached on i.prior_role_id = reached.role_id
                        )
                        select r.* from roles r join reached on reached.role_id = r.id
                        """, Role.class)
                .setParameter("role", roleId)
                .list();
    }

    boolean implies(String prior, String implied) {
        return find(prior, implied).isPresent();
    }

    public void imply(String prior, String implied) {
        if (!implies(prior, implied)) {
            session.persist(new ImpliedRole(prior, implied));
        }
    }

    void stopImplying(String prior, String implied) {
        find(prior, implied).ifPresent(session::remove);
    }

    private Optional<ImpliedRole> find(String prior, String implied) {
        return Optional.ofNullable(session.find(ImpliedRole.class, new ImpliedRole.Key(prior, implied)));
    }
}
