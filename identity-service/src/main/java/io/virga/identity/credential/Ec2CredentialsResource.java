package io.virga.identity.credential;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.credential.Ec2CredentialService.KeyPair;
import io.virga.web.Access;
import io.virga.web.Fields;
import io.virga.web.Rule;
import io.virga.web.Rule.Lasting;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/users/{user}/credentials/OS-EC2`.
@Path("/v3/users/{user}/credentials/OS-EC2")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class Ec2CredentialsResource {

    private static final int MAX_ID = 64;

    private final Ec2CredentialService credentials;
    private final ApiLinks links;

    Ec2CredentialsResource(Ec2CredentialService credentials, ApiLinks links) {
        this.credentials = credentials;
        this.links = links;
    }

    /// `trustId` is always null: a trust's token makes no key.
    record View(
            String access,
            String secret,
            @JsonProperty("user_id") String userId,
            @JsonProperty("tenant_id") String projectId,
            @JsonProperty("trust_id") String trustId,
            ApiLinks.Self links) {}

    record One(View credential) {}

    @GET
    @Rule(
            value = "identity:ec2_list_credentials",
            to = {Access.SYSTEM_READER, Access.SELF},
            lasting = Lasting.YES)
    public Map<String, Object> list(String user) {
        var found = credentials.list(user).stream().map(this::view);
        return links.list("credentials", found.toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:ec2_create_credential", to = Access.SELF, lasting = Lasting.YES)
    public One create(String user, String body) {
        return new One(view(credentials.create(user, Fields.parse(body).text("tenant_id", 1, MAX_ID))));
    }

    @GET
    @Path("{access}")
    @Rule(
            value = "identity:ec2_get_credential",
            to = {Access.SYSTEM_READER, Access.SELF},
            lasting = Lasting.YES)
    public One show(String user, String access) {
        return new One(view(credentials.get(user, access)));
    }

    @DELETE
    @Path("{access}")
    @Rule(value = "identity:ec2_delete_credential", to = Access.SELF, lasting = Lasting.YES)
    public void delete(String user, String access) {
        credentials.delete(user, access);
    }

    private View view(KeyPair pair) {
        return new View(
                pair.access(),
                pair.secret(),
                pair.userId(),
                pair.projectId(),
                null,
                links.self("users/" + pair.userId() + "/credentials/OS-EC2", pair.access()));
    }
}
