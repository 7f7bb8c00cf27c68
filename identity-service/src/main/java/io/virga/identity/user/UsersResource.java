package io.virga.identity.user;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.password.Passwords;
import io.virga.web.Access;
import io.virga.web.Booleans;
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
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/users`.
@Path("/v3/users")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UsersResource {

    private final UserService users;
    private final Passwords passwords;
    private final CurrentCaller caller;
    private final ApiLinks links;

    UsersResource(UserService users, Passwords passwords, CurrentCaller caller, ApiLinks links) {
        this.users = users;
        this.passwords = passwords;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @Rule(value = "identity:list_users", to = Access.ADMIN)
    public Map<String, Object> list(
            @RestQuery Optional<String> name,
            @RestQuery("domain_id") Optional<String> domainId,
            @RestQuery Optional<String> enabled) {
        var found = users.list(name, domainId, enabled.map(Booleans::parse));
        return links.list("users", found.stream().map(this::view).toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_user", to = Access.ADMIN)
    public UserView.One create(String body) {
        return new UserView.One(view(users.create(caller.get(), UserDraft.forCreation(body, passwords))));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_user", to = Access.AUTHENTICATED)
    public UserView.One show(String id) {
        return new UserView.One(view(users.get(caller.get(), id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_user", to = Access.ADMIN)
    public UserView.One update(String id, String body) {
        return new UserView.One(view(users.update(id, UserDraft.forUpdate(body, passwords))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_user", to = Access.ADMIN)
    public void delete(String id) {
        users.delete(id);
    }

    @POST
    @Path("{id}/password")
    @ResponseStatus(204)
    @Rule(value = "identity:change_password", to = Access.AUTHENTICATED)
    public void changePassword(String id, String body) {
        UserService.requireSelfOrAdmin(caller.get(), id, "identity:change_password");
        var user = Fields.parse(body).object("user");
        var original = user.text("original_password", 1, UserDraft.MAX_PASSWORD);
        users.changePassword(id, original, user.text("password", 1, UserDraft.MAX_PASSWORD));
    }

    private UserView view(User user) {
        return UserView.of(user, links);
    }
}
