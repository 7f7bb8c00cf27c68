package io.virga.network.securitygroup;

import io.virga.model.Caller;
import io.virga.model.CloudException.NotFound;
import io.virga.network.securitygroup.SecurityGroupRule.Traffic;
import io.virga.network.standard.Changed;
import io.virga.network.standard.Scope;
import io.virga.network.standard.Visible;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/// The security groups that exist. Groups are never shared: a foreign one is as good as absent.
@ApplicationScoped
public class SecurityGroups {

    static final String NOBODY_ELSE = "1 = 0";

    private final Session session;
    private final Event<Changed> changed;

    SecurityGroups(Session session, Event<Changed> changed) {
        this.session = session;
        this.changed = changed;
    }

    public SecurityGroup get(Caller caller, UUID id) {
        return Visible.find(session, SecurityGroup.class, caller, NOBODY_ELSE, id)
                .orElseThrow(() -> new NotFound("SecurityGroup", id));
    }

    /// The group that a project's ports get when they ask for none; it is made when it is first needed.
    public SecurityGroup defaultOf(String project) {
        Column.of(session, "select pg_advisory_xact_lock(hashtext(:key))", Object.class)
                .setParameter("key", project + "/default group")
                .getSingleResult();
        var found = session.createSelectionQuery(
                        "from SecurityGroup where projectId = :project and name = 'default'", SecurityGroup.class)
                .setParameter("project", project)
                .list();
        return found.isEmpty() ? makeDefault(project) : found.getFirst();
    }

    private SecurityGroup makeDefault(String project) {
        var group = add(new SecurityGroup(project, SecurityGroup.DEFAULT, "Default security group", true));
        for (var ethertype : List.of("IPv4", "IPv6")) {
            var fromSelf = new Traffic("ingress", ethertype, null, null, null, null, group.id());
            session.persist(new SecurityGroupRule(project, group.id(), fromSelf, ""));
        }
        session.flush();
        session.refresh(group);
        return group;
    }

    /// Stores a new group; whatever its ports send may leave.
    SecurityGroup add(SecurityGroup group) {
        session.persist(group);
        for (var ethertype : List.of("IPv4", "IPv6")) {
            var out = new Traffic("egress", ethertype, null, null, null, null, null);
            session.persist(new SecurityGroupRule(group.projectId(), group.id(), out, ""));
        }
        session.flush();
        session.refresh(group);
        changed.fire(Changed.of(Scope.of(Scope.Kind.GROUP, group.id())));
        return group;
    }
}
