package io.virga.identity.group;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.ListQuery;
import io.virga.identity.user.User;
import io.virga.identity.user.UserFilter;
import io.virga.identity.user.UserViews;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/groups` and their members.
@Path("/v3/groups")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class GroupsResource {

    private final GroupService groups;
    private final CurrentCaller caller;
    private final ListQuery query;
    private final UserViews views;
    private final ApiLinks links;

    GroupsResource(GroupService groups, CurrentCaller caller, ListQuery query, UserViews views, ApiLinks links) {
        this.groups = groups;
        this.caller = caller;
        this.query = query;
        this.views = views;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_groups",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER})
    public Map<String, Object> list() {
        var filter = GroupFilter.of(query);
        return links.page("groups", groups.list(filter), filter.page(), Group::id, this::view);
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_group", to = Access.DOMAIN_MANAGER)
    public GroupView.One create(String body) {
        return new GroupView.One(view(groups.create(caller.get(), GroupDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_group",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER})
    public GroupView.One show(String id) {
        return new GroupView.One(view(groups.get(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_group", to = Access.DOMAIN_MANAGER)
    public GroupView.One update(String id, String body) {
        return new GroupView.One(view(groups.update(id, GroupDraft.forUpdate(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_group", to = Access.DOMAIN_MANAGER)
    public void delete(String id) {
        groups.delete(id);
    }

    @GET
    @Path("{id}/users")
    @Rule(
            value = "identity:list_users_in_group",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER})
    public Map<String, Object> members(String id) {
        var filter = UserFilter.of(query);
        var members = groups.members(id, filter);
        return links.page("users", members, filter.page(), User::id, views.of(members));
    }

    @GET
    @Path("{id}/users/{user}")
    @ResponseStatus(204)
    @Rule(
            value = "identity:check_user_in_group",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER})
    public void check(String id, String user) {
        groups.requireMember(id, user);
    }

    @PUT
    @Path("{id}/users/{user}")
    @ResponseStatus(204)
    @Rule(value = "identity:add_user_to_group", to = Access.DOMAIN_MANAGER, lasting = Rule.Lasting.UNRESTRICTED)
    public void join(String id, String user) {
        groups.join(id, user);
    }

    @DELETE
    @Path("{id}/users/{user}")
    @Rule(value = "identity:remove_user_from_group", to = Access.DOMAIN_MANAGER)
    public void leave(String id, String user) {
        groups.leave(id, user);
    }

    private GroupView view(Group group) {
        return GroupView.of(group, links);
    }
}
