package io.virga.image.discovery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.image.ImportMethod;
import io.virga.image.quota.ImageQuotas;
import io.virga.image.store.ImageStore;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/// Image v2's discovery: the ways in, and the stores that there are.
@Path("/v2/info")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InfoResource {

    record Methods(String description, String type, List<String> value) {}

    record Import(@JsonProperty("import-methods") Methods methods) {}

    record Store(String id, @JsonProperty("default") String isDefault) {}

    record Stores(List<Store> stores) {}

    record Used(Map<String, ImageQuotas.Usage> usage) {}

    private final ImageQuotas quotas;
    private final CurrentCaller caller;

    InfoResource(ImageQuotas quotas, CurrentCaller caller) {
        this.quotas = quotas;
        this.caller = caller;
    }

    @GET
    @Path("import")
    @Rule(value = "virga:image:import_info", to = Access.AUTHENTICATED)
    public Import methods() {
        return new Import(new Methods("Import methods available.", "array", ImportMethod.NAMES));
    }

    @GET
    @Path("usage")
    @Rule(value = "virga:image:usage", to = Access.PROJECT_READER)
    public Used usage() {
        return new Used(quotas.usage(caller.get().project()));
    }

    @GET
    @Path("stores")
    @Rule(value = "virga:image:stores_info", to = Access.AUTHENTICATED)
    public Stores stores() {
        return new Stores(List.of(new Store(ImageStore.NAME, "true")));
    }
}
