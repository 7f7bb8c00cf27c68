package io.virga.cli.identity;

import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.resource.Finder;
import io.virga.cli.resource.Kind;
import java.util.List;

/// Turns what users type into ids. Names of users, groups and projects are unique within a domain only, so one may be
/// given with them. What was not typed, null, stays null.
public final class Directory {

    private final Cloud cloud;
    private final Finder finder;

    public Directory(Cloud cloud) {
        this.cloud = cloud;
        this.finder = new Finder(cloud);
    }

    public String domain(String nameOrId) {
        return id(Kinds.DOMAIN, nameOrId, null);
    }

    public String project(String nameOrId, String domain) {
        return id(Kinds.PROJECT, nameOrId, domain);
    }

    public String user(String nameOrId, String domain) {
        return id(Kinds.USER, nameOrId, domain);
    }

    public String group(String nameOrId, String domain) {
        return id(Kinds.GROUP, nameOrId, domain);
    }

    public String role(String nameOrId, String domain) {
        return id(Kinds.ROLE, nameOrId, domain);
    }

    public String service(String nameTypeOrId) {
        return id(Kinds.SERVICE, nameTypeOrId, null);
    }

    /// A role that the caller holds here, known from the token: who delegates roles may have no right to list any.
    public String heldRole(String nameOrId) {
        for (var role : cloud.token().body().path("roles")) {
            if (nameOrId.equals(role.path("name").asText())) {
                return role.path("id").asText();
            }
        }
        return nameOrId;
    }

    public List<String> heldRoles(List<String> namesOrIds) {
        return namesOrIds.stream().map(this::heldRole).toList();
    }

    /// The filter that leaves only things of that domain.
    public Query within(String domain) {
        return Query.of("domain_id", domain(domain));
    }

    private String id(Kind kind, String nameOrId, String domain) {
        return nameOrId == null ? null : finder.idOrText(kind, nameOrId, within(domain));
    }
}
