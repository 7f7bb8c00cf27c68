package io.virga.image.importing;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.store.Stores;
import io.virga.image.web.SmallBody;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.CurrentRule;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Image v2's interoperable import: order it, and look how far it has come.
@Path("/v2/images/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ImportResource {

    private final ImportService imports;
    private final Stores stores;
    private final CurrentCaller caller;
    private final CurrentRule rule;

    ImportResource(ImportService imports, Stores stores, CurrentCaller caller, CurrentRule rule) {
        this.imports = imports;
        this.stores = stores;
        this.caller = caller;
        this.rule = rule;
    }

    @POST
    @Path("import")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(202)
    @Rule(value = "import_image", to = Access.PROJECT_MEMBER, action = "glance-direct")
    @Rule(value = "import_image", to = Access.PROJECT_MEMBER, action = "web-download")
    @Rule(value = "copy_image", to = Access.PROJECT_MEMBER, action = "copy-image")
    public void order(String id, @HeaderParam(Stores.HEADER) Optional<String> store, InputStream body) {
        var order = ImportRequest.parse(SmallBody.text(body), store, stores);
        rule.action(order.method().name());
        imports.order(caller.get(), id, order);
    }

    @GET
    @Path("tasks")
    @Rule(
            value = "get_image_tasks",
            to = {Access.PROJECT_READER, Access.SYSTEM_READER})
    public TaskView.Several tasks(String id) {
        return new TaskView.Several(
                imports.ofImage(caller.get(), id).stream().map(TaskView::of).toList());
    }
}
