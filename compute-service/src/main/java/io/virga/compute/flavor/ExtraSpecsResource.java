package io.virga.compute.flavor;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The compute API's `/flavors/{id}/os-extra_specs`. They are notes of operators: shown, and never obeyed by a host.
@Path("/v2.1/flavors/{id}/os-extra_specs")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ExtraSpecsResource {

    private static final int MOST = 128;
    private static final int LONGEST = 255;
    private static final Pattern LEGAL_KEY = Pattern.compile("[A-Za-z0-9_.: -]{1,255}");

    private final FlavorService service;
    private final CurrentCaller caller;

    ExtraSpecsResource(FlavorService service, CurrentCaller caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Rule(
            value = "os_compute_api:os-flavor-extra-specs:index",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, Object> list(@PathParam("id") String id) {
        return Map.of("extra_specs", service.get(caller.get(), id).extraSpecs());
    }

    @GET
    @Path("{key}")
    @Rule(
            value = "os_compute_api:os-flavor-extra-specs:show",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public Map<String, String> show(@PathParam("id") String id, @PathParam("key") String key) {
        var specs = service.get(caller.get(), id).extraSpecs();
        if (!specs.containsKey(key)) {
            throw new NotFound("Flavor %s extra spec".formatted(id), key);
        }
        return Map.of(key, specs.get(key));
    }

    @POST
    @ResponseStatus(200)
    @Rule(value = "os_compute_api:os-flavor-extra-specs:create", to = Access.ADMIN)
    public Map<String, Object> add(@PathParam("id") String id, String body) {
        var fields = Fields.parse(body);
        fields.object("extra_specs");
        var specs = legal(fields.textMap("extra_specs", MOST, LONGEST, LONGEST));
        fields.refuseOthers();
        return Map.of("extra_specs", service.addExtraSpecs(caller.get(), id, specs));
    }

    @PUT
    @Path("{key}")
    @Rule(value = "os_compute_api:os-flavor-extra-specs:update", to = Access.ADMIN)
    public Map<String, String> put(@PathParam("id") String id, @PathParam("key") String key, String body) {
        var fields = Fields.parse(body);
        var specs = legal(Map.of(key, fields.text(key, 0, LONGEST)));
        fields.refuseOthers();
        return service.addExtraSpecs(caller.get(), id, specs);
    }

    @DELETE
    @Path("{key}")
    @ResponseStatus(200)
    @Rule(value = "os_compute_api:os-flavor-extra-specs:delete", to = Access.ADMIN)
    public void remove(@PathParam("id") String id, @PathParam("key") String key) {
        service.removeExtraSpec(caller.get(), id, key);
    }

    private static Map<String, String> legal(Map<String, String> specs) {
        specs.keySet().forEach(key -> {
            if (!LEGAL_KEY.matcher(key).matches()) {
                throw new Invalid("Key names can only contain alphanumeric characters, periods, dashes, underscores,"
                        + " colons and spaces.");
            }
        });
        return specs;
    }
}
