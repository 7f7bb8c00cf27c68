package io.virga.identity.credential;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.Rule;
import io.virga.web.Rule.Lasting;
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

/// Identity v3's `/credentials`. A delegated token does not lead there: what is kept here outlives it.
@Path("/v3/credentials")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CredentialsResource {

    private final CredentialService credentials;
    private final ApiLinks links;

    CredentialsResource(CredentialService credentials, ApiLinks links) {
        this.credentials = credentials;
        this.links = links;
    }

    record View(
            String id,
            @JsonProperty("user_id") String userId,
            @JsonProperty("project_id") String projectId,
            String type,
            @JsonInclude(JsonInclude.Include.NON_NULL) String blob,
            ApiLinks.Self links,
            @JsonAnyGetter Map<String, Object> extra) {}

    record One(View credential) {}

    @GET
    @Rule(
            value = "identity:list_credentials",
            to = {Access.SYSTEM_READER, Access.SELF},
            lasting = Lasting.YES)
    public Map<String, Object> list(@RestQuery("user_id") Optional<String> userId, @RestQuery Optional<String> type) {
        var found = credentials.list(userId, type);
        return links.list("credentials", found.stream().map(this::view).toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_credential", to = Access.SELF, lasting = Lasting.YES)
    public One create(String body) {
        return new One(view(credentials.create(CredentialDraft.forCreation(body))));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_credential",
            to = {Access.SYSTEM_READER, Access.SELF},
            lasting = Lasting.YES)
    public One show(String id) {
        return new One(view(credentials.get(id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_credential", to = Access.SELF, lasting = Lasting.YES)
    public One update(String id, String body) {
        return new One(view(credentials.update(id, CredentialDraft.forUpdate(body))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_credential", to = Access.SELF, lasting = Lasting.YES)
    public void delete(String id) {
        credentials.delete(id);
    }

    private View view(Credential credential) {
        return new View(
                credential.id(),
                credential.userId(),
                credential.projectId(),
                credential.type(),
                credentials.blob(credential).orElse(null),
                links.self("credentials", credential.id()),
                credential.extra());
    }
}
