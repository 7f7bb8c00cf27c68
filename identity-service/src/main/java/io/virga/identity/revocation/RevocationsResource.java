package io.virga.identity.revocation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.messaging.WireFormat;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;

/// What a service that starts must know before it trusts a signature; later ones come by message.
@Path("/v3/auth/revocations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RevocationsResource {

    private final RevocationService revocations;

    RevocationsResource(RevocationService revocations) {
        this.revocations = revocations;
    }

    @GET
    @Rule(value = "identity:list_revocations", to = Access.SERVICE)
    public String list(@RestQuery Optional<Long> since) {
        var recent = revocations.since(since.orElse(0L));
        var records = recent.revocations().stream().map(WireFormat::write).collect(Collectors.joining(","));
        return "{\"revocations\":[" + records + "],\"last\":" + recent.last() + "}";
    }
}
