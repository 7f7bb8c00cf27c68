package io.virga.identity.credential;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
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

/// Identity v3's `/credentials`.
@Path("/v3/credentials")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CredentialsResource {

    private final CredentialService credentials;
    private final CurrentCaller caller;
    private final ApiLinks links;

    CredentialsResource(CredentialService credentials, CurrentCaller caller, ApiLinks links) {
        this.credentials = credentials;
        this.caller = caller;
        this.links = links;
    }

    record View(
            String id,
            @JsonProperty("user_id") String userId,
            @JsonProperty("project_id") String projectId,
            String type,
            String blob,
            ApiLinks.Self links,
            @JsonAnyGetter Map<String, Object> extra) {}

    record One(View credential) {}

    @GET
    @Rule(value = "identity:list_credentials", to = Access.AUTHENTICATED)
    public Map<String, Object> list(@RestQuery("user_id") Optional<String> userId, @RestQuery Optional<String> type) {
        var found = credentials.list(caller.get(), userId, type);
        return links.list("credentials", found.stream().map(this::view).toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_credential", to = Access.AUTHENTICATED)
    public One create(String body) {
        return new One(view(credentials.create(caller.get(), CredentialDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_credential", to = Access.AUTHENTICATED)
    public One show(String id) {
        return new One(view(credentials.get(caller.get(), id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_credential", to = Access.AUTHENTICATED)
    public One update(String id, String body) {
        return new One(view(credentials.update(caller.get(), id, CredentialDraft.forUpdate(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_credential", to = Access.AUTHENTICATED)
    public void delete(String id) {
        credentials.delete(caller.get(), id);
    }

    private View view(Credential credential) {
        return new View(
                credential.id(),
                credential.userId(),
                credential.projectId(),
                credential.type(),
                credentials.blob(credential),
                links.self("credentials", credential.id()),
                credential.extra());
    }
}
