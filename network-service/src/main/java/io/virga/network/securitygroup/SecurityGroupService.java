package io.virga.network.securitygroup;

import io.virga.model.Caller;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.NotFound;
import io.virga.network.quota.QuotaService;
import io.virga.network.securitygroup.SecurityGroupRule.Traffic;
import io.virga.network.standard.Changed;
import io.virga.network.standard.Owned;
import io.virga.network.standard.Ownership;
import io.virga.network.standard.Query;
import io.virga.network.standard.Scope;
import io.virga.network.standard.Visible;
import io.virga.web.Fields;
import io.virga.web.sql.Column;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;

/// What users may do with security groups and their rules.
@ApplicationScoped
public class SecurityGroupService {

    private static final int NAME = 255;

    private final Session session;
    private final SecurityGroups groups;
    private final QuotaService quotas;
    private final Event<Changed> changed;

    SecurityGroupService(Session session, SecurityGroups groups, QuotaService quotas, Event<Changed> changed) {
        this.session = session;
        this.groups = groups;
        this.quotas = quotas;
        this.changed = changed;
    }

    @Transactional
    public List<Map<String, Object>> list(Caller caller, Query query) {
        caller.projectScope().ifPresent(project -> groups.defaultOf(project.value()));
        return Visible.list(session, SecurityGroup.class, caller, SecurityGroups.NOBODY_ELSE, query).stream()
                .map(Owned::view)
                .toList();
    }

    @Transactional
    public Map<String, Object> show(Caller caller, UUID id) {
        return groups.get(caller, id).view();
    }

    @Transactional
    public List<Map<String, Object>> create(Caller caller, List<Fields> bodies) {
        return bodies.stream().map(body -> create(caller, body)).toList();
    }

    private Map<String, Object> create(Caller caller, Fields body) {
        var project = Ownership.projectFor(caller, body);
        var name = body.optionalText("name", 0, NAME).orElse("");
        var description = body.optionalText("description", 0, NAME).orElse("");
        var stateful = body.optionalBool("stateful").orElse(true);
        body.refuseOthers();
        groups.defaultOf(project);
        if (name.equals(SecurityGroup.DEFAULT)) {
            throw new Conflict("SecurityGroupDefaultAlreadyExists", "Default security group already exists.");
        }
        quotas.reserve(project, "security_group", 1);
        quotas.reserve(project, "security_group_rule", 2);
        return groups.add(new SecurityGroup(project, name, description, stateful))
                .view();
    }

    @Transactional
    public Map<String, Object> update(Caller caller, UUID id, Fields body) {
        var group = groups.get(caller, id);
        body.optionalText("name", 0, NAME).ifPresent(name -> {
            if (group.isDefault() != name.equals(SecurityGroup.DEFAULT)) {
                throw new Conflict("SecurityGroupCannotUpdateDefault", "Updating default security group not allowed.");
            }
            group.rename(name);
        });
        body.optionalText("description", 0, NAME).ifPresent(group::describe);
        body.optionalBool("stateful").ifPresent(group::keepState);
        body.refuseOthers();
        session.flush();
        changed.fire(scope(id));
        return group.view();
    }

    @Transactional
    public void delete(Caller caller, UUID id) {
        var group = groups.get(caller, id);
        if (group.isDefault() && !caller.isAdmin()) {
            throw new Conflict(
                    "SecurityGroupCannotRemoveDefault", "Insufficient rights for removing default security group.");
        }
        var ports = Column.of(
                        session, "select count(*) from port_security_groups where security_group_id = :id", Long.class)
                .setParameter("id", id)
                .getSingleResult();
        if (ports > 0) {
            throw new Conflict("SecurityGroupInUse", "Security Group %s in use.".formatted(id));
        }
        var lookingHere = session.createSelectionQuery(
                        "select distinct groupId from SecurityGroupRule where remoteGroup = :id", UUID.class)
                .setParameter("id", id)
                .list();
        session.createMutationQuery("delete from SecurityGroupRule where groupId = :id or remoteGroup = :id")
                .setParameter("id", id)
                .executeUpdate();
        session.createMutationQuery("delete from SecurityGroup where id = :id")
                .setParameter("id", id)
                .executeUpdate();
        changed.fire(scope(id));
        lookingHere.forEach(other -> changed.fire(scope(other)));
    }

    @Transactional
    public List<Map<String, Object>> listRules(Caller caller, Query query) {
        caller.projectScope().ifPresent(project -> groups.defaultOf(project.value()));
        return Visible.list(session, SecurityGroupRule.class, caller, SecurityGroups.NOBODY_ELSE, query).stream()
                .map(Owned::view)
                .toList();
    }

    @Transactional
    public Map<String, Object> showRule(Caller caller, UUID id) {
        return rule(caller, id).view();
    }

    private SecurityGroupRule rule(Caller caller, UUID id) {
        return Visible.find(session, SecurityGroupRule.class, caller, SecurityGroups.NOBODY_ELSE, id)
                .orElseThrow(() -> new NotFound("SecurityGroupRule", id));
    }

    @Transactional
    public List<Map<String, Object>> createRules(Caller caller, List<Fields> bodies) {
        return bodies.stream().map(body -> createRule(caller, body)).toList();
    }

    private Map<String, Object> createRule(Caller caller, Fields body) {
        var group = groups.get(caller, Ownership.id("SecurityGroup", body.text("security_group_id", 1, 64)));
        var project = group.projectId();
        if (!Ownership.projectFor(caller, body).equals(project) && !Ownership.isPrivileged(caller)) {
            throw new Forbidden("A rule belongs to the project of its group.");
        }
        var traffic = RuleRequest.traffic(body);
        var description = body.optionalText("description", 0, NAME).orElse("");
        body.refuseOthers();
        if (traffic.remoteGroup() != null) {
            groups.get(caller, traffic.remoteGroup());
        }
        quotas.reserve(project, "security_group_rule", 1);
        refuseTwice(group, traffic);
        var rule = new SecurityGroupRule(project, group.id(), traffic, description);
        session.persist(rule);
        session.flush();
        changed.fire(scope(group.id()));
        return rule.view();
    }

    private static void refuseTwice(SecurityGroup group, Traffic traffic) {
        group.rules().stream()
                .filter(rule -> rule.traffic().equals(traffic))
                .findFirst()
                .ifPresent(rule -> {
                    throw new Conflict(
                            "SecurityGroupRuleExists",
                            "Security group rule already exists. Rule id is %s.".formatted(rule.id()));
                });
    }

    @Transactional
    public void deleteRule(Caller caller, UUID id) {
        var rule = rule(caller, id);
        session.remove(rule);
        changed.fire(scope(rule.groupId()));
    }

    private static Changed scope(UUID group) {
        return Changed.of(Scope.of(Scope.Kind.GROUP, group));
    }
}
