package io.virga.compute.quota;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/// The compute API's `/os-quota-class-sets`: there is one class, `default`, and the configuration sets it.
@Path("/v2.1/os-quota-class-sets")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class QuotaClassSetsResource {

    private final QuotaService service;

    QuotaClassSetsResource(QuotaService service) {
        this.service = service;
    }

    @GET
    @Path("default")
    @Rule(value = "os_compute_api:os-quota-class-sets:show", to = Access.SYSTEM_READER)
    public Map<String, Object> show() {
        return Map.of("quota_class_set", QuotaView.ofClass("default", service.defaults()));
    }
}
