package io.virga.compute.aggregate;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.compute.api.Times;
import io.virga.compute.image.ImageClient;
import io.virga.model.CloudException.Conflict;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import io.virga.model.ImageId;
import io.virga.web.Access;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The compute API's `/os-aggregates/{id}/images`: brings images to an aggregate's hosts before anybody boots
/// them. Nova has it from 2.81 on; here it is served at every microversion, because the highest one promises
/// more. Reading it is an extension.
@Path("/v2.1/os-aggregates/{id}/images")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AggregateImagesResource {

    private static final int MOST = 100;

    private final ImageOrderService orders;
    private final AggregateService aggregates;
    private final ImageClient images;

    AggregateImagesResource(ImageOrderService orders, AggregateService aggregates, ImageClient images) {
        this.orders = orders;
        this.aggregates = aggregates;
        this.images = images;
    }

    @POST
    @ResponseStatus(202)
    @Rule(value = "compute:aggregates:images", to = Access.ADMIN)
    public void cache(@PathParam("id") String text, String body) {
        var fields = Fields.parse(body);
        var wanted = fields.objects("cache").stream()
                .map(AggregateImagesResource::image)
                .toList();
        fields.refuseOthers();
        if (wanted.isEmpty()
                || wanted.size() > MOST
                || wanted.stream().distinct().count() < wanted.size()) {
            throw new Invalid("Invalid input for field cache: 1 to %d different images are expected.".formatted(MOST));
        }
        var id = aggregates.get(AggregateIds.parse(text)).id();
        wanted.forEach(this::requireBootable);
        orders.place(id, wanted);
    }

    @GET
    @Rule(value = "virga:aggregates:images", to = Access.SYSTEM_READER)
    public Map<String, Object> list(@PathParam("id") String id) {
        return Map.of(
                "images",
                orders.of(AggregateIds.parse(id)).stream()
                        .map(AggregateImagesResource::view)
                        .toList());
    }

    private static ImageId image(Fields entry) {
        var text = entry.text("id", 1, 255);
        entry.refuseOthers();
        try {
            return ImageId.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new Invalid("Invalid input for field cache.id: '%s' is not a 'uuid'".formatted(text));
        }
    }

    // Administrators see every image, so it is asked for in our own name.
    private void requireBootable(ImageId id) {
        try {
            images.fetchable(id);
        } catch (NotFound _) {
            throw new NotFound("Image", id);
        } catch (Conflict e) {
            throw new Invalid(e.getMessage());
        }
    }

    private static Map<String, Object> view(ImageOrder order) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", order.image().toString());
        view.put("host", order.host().value());
        view.put("status", order.status().name().toLowerCase(Locale.ROOT));
        view.put("bytes", order.bytes());
        view.put("size", order.size().isPresent() ? order.size().getAsLong() : null);
        view.put("message", order.message());
        view.put("updated_at", Times.micros(order.updatedAt()));
        return view;
    }
}
