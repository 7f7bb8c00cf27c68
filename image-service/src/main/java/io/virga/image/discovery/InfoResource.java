package io.virga.image.discovery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.image.ImportMethod;
import io.virga.image.quota.ImageQuotas;
import io.virga.image.signature.SigningRules;
import io.virga.image.signature.SigningView;
import io.virga.image.store.StoreConfig;
import io.virga.image.store.Stores;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Image v2's discovery: the ways in, and the stores that there are.
@Path("/v2/info")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InfoResource {

    record Methods(String description, String type, List<String> value) {}

    record Import(@JsonProperty("import-methods") Methods methods) {}

    record Used(Map<String, ImageQuotas.Usage> usage) {}

    private final ImageQuotas quotas;
    private final Stores stores;
    private final SigningRules signing;
    private final CurrentCaller caller;

    InfoResource(ImageQuotas quotas, Stores stores, SigningRules signing, CurrentCaller caller) {
        this.quotas = quotas;
        this.stores = stores;
        this.signing = signing;
        this.caller = caller;
    }

    @GET
    @Path("import")
    @Rule(value = "virga:image:import_info", to = Access.AUTHENTICATED)
    public Import methods() {
        return new Import(new Methods("Import methods available.", "array", ImportMethod.offered(stores.areSeveral())));
    }

    @GET
    @Path("usage")
    @Rule(value = "virga:image:usage", to = Access.PROJECT_READER)
    public Used usage() {
        return new Used(quotas.usage(caller.get().project()));
    }

    /// Virga's own: whether a project takes signed images alone, the caller's when `project_id` names none.
    @GET
    @Path("signing")
    @Rule(
            value = "virga:image:signing_info",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public SigningView signing(@QueryParam("project_id") Optional<String> project) {
        return signing.show(caller.get(), project);
    }

    @GET
    @Path("stores")
    @Rule(value = "virga:image:stores_info", to = Access.AUTHENTICATED)
    public StoreInfo.Several stores() {
        return stores((info, _) -> info);
    }

    @GET
    @Path("stores/detail")
    @Rule(
            value = "stores_info_detail",
            to = {Access.ADMIN, Access.SERVICE})
    public StoreInfo.Several storesInDetail() {
        return stores(StoreInfo::detailed);
    }

    private StoreInfo.Several stores(BiFunction<StoreInfo, StoreConfig, StoreInfo> view) {
        return new StoreInfo.Several(stores.names().stream()
                .map(name -> {
                    var config = stores.find(name).orElseThrow();
                    return view.apply(StoreInfo.of(name, config, name.equals(stores.byDefault())), config);
                })
                .toList());
    }
}
