package io.virga.identity.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.Timestamps;
import io.virga.web.Access;
import io.virga.web.Fields;
import io.virga.web.Rule;
import io.virga.web.Rule.Lasting;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Ours, not Keystone's: `/v3/auth/keys`, the keys that sign tokens. Nothing here shows a private half.
@Path("/v3/auth/keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class KeysResource {

    private final SigningKeys keys;
    private final ApiLinks links;
    private final Clock clock;

    KeysResource(SigningKeys keys, ApiLinks links, Clock clock) {
        this.keys = keys;
        this.links = links;
        this.clock = clock;
    }

    /// `status` is `published` before the key signs, `signing`, and `verifying` until it is deleted.
    record View(
            String id,
            String status,
            @JsonProperty("signs_from") String signsFrom) {}

    record One(View key) {}

    @GET
    @Rule(value = "identity:list_signing_keys", to = Access.SYSTEM_READER)
    public Map<String, Object> list() {
        return links.list("keys", keys.all().stream().map(this::view).toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:rotate_signing_keys", to = Access.SYSTEM_ADMIN, lasting = Lasting.YES)
    public One rotate(String body) {
        Fields.parse(body).object("key").refuseOthers();
        return new One(view(keys.rotate()));
    }

    private View view(SigningKey key) {
        return new View(key.id(), status(key), Timestamps.inUtc(key.signsFrom()));
    }

    private String status(SigningKey key) {
        if (key.signsFrom().isAfter(clock.instant())) {
            return "published";
        }
        return key.equals(keys.current()) ? "signing" : "verifying";
    }
}
