package io.virga.identity.project;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.ListQuery;
import io.virga.identity.QueryFlags;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/projects`, the domains that act as one included.
@Path("/v3/projects")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProjectsResource {

    private final AccountService accounts;
    private final Family family;
    private final CurrentCaller caller;
    private final ListQuery query;
    private final QueryFlags flags;
    private final ApiLinks links;

    ProjectsResource(
            AccountService accounts,
            Family family,
            CurrentCaller caller,
            ListQuery query,
            QueryFlags flags,
            ApiLinks links) {
        this.accounts = accounts;
        this.family = family;
        this.caller = caller;
        this.query = query;
        this.flags = flags;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_projects",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER})
    public Map<String, Object> list() {
        var filter = ProjectFilter.of(query);
        var found = accounts.list(filter, query.flag("is_domain").orElse(false));
        return links.page("projects", found, filter.page(), Account::id, this::view);
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_project", to = Access.DOMAIN_MANAGER)
    public ProjectView.One create(String body) {
        var project = Fields.parse(body).object("project");
        return new ProjectView.One(view(accounts.create(caller.get(), project)));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_project",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER, Access.PROJECT_READER})
    public ProjectView.One show(String id) {
        var account = accounts.get(id);
        return new ProjectView.One(view(account).with(relatives(account)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_project", to = Access.DOMAIN_MANAGER)
    public ProjectView.One update(String id, String body) {
        var project = Fields.parse(body).change("project");
        return new ProjectView.One(view(accounts.update(id, project)));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_project", to = Access.DOMAIN_MANAGER)
    public void delete(String id) {
        accounts.delete(id);
    }

    private Map<String, Object> relatives(Account account) {
        refuseBoth("parents_as_list", "parents_as_ids");
        refuseBoth("subtree_as_list", "subtree_as_ids");
        var user = caller.get().user().value();
        var relatives = new LinkedHashMap<String, Object>();
        if (flags.has("parents_as_list")) {
            relatives.put("parents", views(family.parents(account, user)));
        }
        if (flags.has("parents_as_ids")) {
            relatives.put("parents", family.parentIds(account));
        }
        if (flags.has("subtree_as_list")) {
            relatives.put("subtree", views(family.subtree(account, user)));
        }
        if (flags.has("subtree_as_ids")) {
            relatives.put("subtree", family.subtreeIds(account));
        }
        return relatives;
    }

    private void refuseBoth(String one, String other) {
        if (flags.has(one) && flags.has(other)) {
            throw new Invalid("Cannot use %s and %s query params at the same time.".formatted(one, other));
        }
    }

    private List<ProjectView.One> views(List<Account> accounts) {
        return accounts.stream()
                .map(account -> new ProjectView.One(view(account)))
                .toList();
    }

    private ProjectView view(Account account) {
        return ProjectView.of(account, links);
    }
}
