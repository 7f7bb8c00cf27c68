package io.virga.identity.role;

import io.virga.identity.role.Actor.OfGroup;
import io.virga.identity.role.Actor.OfUser;
import io.virga.identity.role.Target.OnDomain;
import io.virga.identity.role.Target.OnProject;
import io.virga.identity.role.Target.OnSystem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// An actor has a role on a target.
@Entity(name = "RoleGrant") // "grant" is a word of SQL
@Table(name = "grants")
class Grant {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "role_id")
    private String roleId;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "group_id")
    private String groupId;

    @Column(name = "project_id")
    private String projectId;

    @Column(name = "domain_id")
    private String domainId;

    @Column(name = "on_system")
    private boolean onSystem;

    private boolean inherited;

    protected Grant() {}

    Grant(Actor actor, Target target, String roleId) {
        this.roleId = roleId;
        switch (actor) {
            case OfUser(var user) -> userId = user;
            case OfGroup(var group) -> groupId = group;
        }
        switch (target) {
            case OnProject(var project) -> projectId = project;
            case OnDomain(var domain) -> domainId = domain;
            case OnSystem() -> onSystem = true;
        }
    }

    String roleId() {
        return roleId;
    }

    Actor actor() {
        return userId == null ? new OfGroup(groupId) : new OfUser(userId);
    }

    Target target() {
        if (onSystem) {
            return new OnSystem();
        }
        return projectId == null ? new OnDomain(domainId) : new OnProject(projectId);
    }
}
