package io.virga.identity.user;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.ListQuery;
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
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/users`.
@Path("/v3/users")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UsersResource {

    private final UserService users;
    private final OwnPassword own;
    private final CurrentCaller caller;
    private final ListQuery query;
    private final UserViews views;
    private final ApiLinks links;

    UsersResource(
            UserService users,
            OwnPassword own,
            CurrentCaller caller,
            ListQuery query,
            UserViews views,
            ApiLinks links) {
        this.users = users;
        this.own = own;
        this.caller = caller;
        this.query = query;
        this.views = views;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_users",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER})
    public Map<String, Object> list() {
        var filter = UserFilter.of(query);
        var found = users.list(filter);
        return links.page("users", found, filter.page(), User::id, views.of(found));
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_user", to = Access.DOMAIN_MANAGER, lasting = Rule.Lasting.UNRESTRICTED)
    public UserView.One create(String body) {
        return views.one(users.create(caller.get(), UserDraft.forCreation(body, users::hashed)));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_user",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER, Access.SELF})
    public UserView.One show(String id) {
        return views.one(users.get(id));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_user", to = Access.DOMAIN_MANAGER, lasting = Rule.Lasting.UNRESTRICTED)
    public UserView.One update(String id, String body) {
        return views.one(users.update(id, UserDraft.forUpdate(body, users::hashed)));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_user", to = Access.DOMAIN_MANAGER)
    public void delete(String id) {
        users.delete(id);
    }

    @POST
    @Path("{id}/password")
    @ResponseStatus(204)
    @Rule(value = "identity:change_password", to = Access.PUBLIC)
    public void changePassword(String id, String body) {
        var user = Fields.parse(body).object("user");
        var original = user.text("original_password", 1, UserDraft.MAX_PASSWORD);
        own.change(id, original, user.text("password", 1, UserDraft.MAX_PASSWORD));
    }
}
