package io.virga.identity.oauth;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/OS-OAUTH1/consumers`.
@Path("/v3/OS-OAUTH1/consumers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConsumersResource {

    private final ConsumerService consumers;
    private final ApiLinks links;

    ConsumersResource(ConsumerService consumers, ApiLinks links) {
        this.consumers = consumers;
        this.links = links;
    }

    record View(
            String id,
            String description,
            @JsonInclude(JsonInclude.Include.NON_NULL) String secret,
            ApiLinks.Self links,
            @JsonAnyGetter Map<String, Object> extra) {}

    record One(View consumer) {}

    @GET
    @Rule(value = "identity:list_consumers", to = Access.SYSTEM_READER)
    public Map<String, Object> list() {
        var found = consumers.list().stream().map(consumer -> view(consumer, null));
        return links.list("consumers", found.toList());
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_consumer", to = Access.ADMIN, lasting = Lasting.YES)
    public One create(String body) {
        var made = consumers.create(ConsumerDraft.of(body));
        return new One(view(made.consumer(), made.secret()));
    }

    @GET
    @Path("{id}")
    @Rule(value = "identity:get_consumer", to = Access.SYSTEM_READER)
    public One show(String id) {
        return new One(view(consumers.get(id), null));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_consumer", to = Access.ADMIN, lasting = Lasting.YES)
    public One update(String id, String body) {
        return new One(view(consumers.update(id, ConsumerDraft.of(body)), null));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_consumer", to = Access.ADMIN, lasting = Lasting.YES)
    public void delete(String id) {
        consumers.delete(id);
    }

    private View view(Consumer consumer, String secret) {
        return new View(
                consumer.id(),
                consumer.description(),
                secret,
                links.self("OS-OAUTH1/consumers", consumer.id()),
                consumer.extra());
    }
}
