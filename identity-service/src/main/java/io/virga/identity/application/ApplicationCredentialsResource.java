package io.virga.identity.application;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import io.virga.web.Rule.Lasting;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/// Identity v3's `/users/{user}/application_credentials`.
@Path("/v3/users/{user}/application_credentials")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ApplicationCredentialsResource {

    private final ApplicationCredentialService credentials;
    private final ApplicationCredentialViews views;
    private final ApiLinks links;
    private final Clock clock;

    ApplicationCredentialsResource(
            ApplicationCredentialService credentials, ApplicationCredentialViews views, ApiLinks links, Clock clock) {
        this.credentials = credentials;
        this.views = views;
        this.links = links;
        this.clock = clock;
    }

    @GET
    @Rule(
            value = "identity:list_application_credentials",
            to = {Access.SYSTEM_READER, Access.SELF})
    public Map<String, Object> list(String user, @RestQuery Optional<String> name) {
        return links.list("application_credentials", views.of(credentials.list(user, name)));
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_application_credential", to = Access.SELF, lasting = Lasting.UNRESTRICTED)
    public ApplicationCredentialView.One create(String user, String body) {
        var made = credentials.create(user, ApplicationCredentialDraft.of(body, clock.instant()));
        return new ApplicationCredentialView.One(views.of(made.credential(), made.secret()));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_application_credential",
            to = {Access.SYSTEM_READER, Access.SELF})
    public ApplicationCredentialView.One show(String user, String id) {
        return new ApplicationCredentialView.One(views.of(credentials.get(user, id), null));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_application_credential", to = Access.SELF, lasting = Lasting.UNRESTRICTED)
    public void delete(String user, String id) {
        credentials.delete(user, id);
    }
}
