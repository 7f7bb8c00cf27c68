package io.virga.image.data;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.image.store.Stores;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Rule;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.InputStream;
import java.util.Optional;
import org.jboss.resteasy.reactive.ResponseStatus;

/// The bytes of images: up, to the stage, down, and by a URL of the store's own.
@Path("/v2/images/{id}")
@RunOnVirtualThread
public class ImageDataResource {

    private final UploadService uploads;
    private final DownloadService downloads;
    private final ClientData client;
    private final CurrentCaller caller;

    ImageDataResource(UploadService uploads, DownloadService downloads, ClientData client, CurrentCaller caller) {
        this.uploads = uploads;
        this.downloads = downloads;
        this.client = client;
        this.caller = caller;
    }

    @PUT
    @Path("file")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @ResponseStatus(204)
    @Rule(value = "upload_image", to = Access.PROJECT_MEMBER)
    public void upload(
            String id,
            @HeaderParam(Stores.HEADER) Optional<String> store,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) Optional<Long> length,
            InputStream body) {
        client.take(caller.get(), body, data -> uploads.upload(caller.get(), id, store, length, data));
    }

    @PUT
    @Path("stage")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @ResponseStatus(204)
    @Rule(value = "stage_image", to = Access.PROJECT_MEMBER)
    public void stage(
            String id,
            @HeaderParam(Stores.HEADER) Optional<String> store,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) Optional<Long> length,
            InputStream body) {
        client.take(caller.get(), body, data -> uploads.stage(caller.get(), id, store, length, data));
    }

    @GET
    @Path("file")
    @Produces(MediaType.WILDCARD)
    @Rule(value = "download_image", to = Access.PROJECT_MEMBER)
    public Response download(String id, @HeaderParam("Range") String wanted) {
        var found = downloads.find(caller.get(), id);
        if (found.isEmpty()) {
            return Response.noContent().build();
        }
        var data = found.get();
        var total = data.content().size();
        if (!ByteRange.isWanted(wanted)) {
            return answer(Status.OK, data, ByteRange.all(total))
                    .header("Content-MD5", data.content().md5())
                    .build();
        }
        return ByteRange.parse(wanted, total)
                .map(range -> answer(Status.PARTIAL_CONTENT, data, range)
                        .header("Content-Range", range.contentRange())
                        .build())
                .orElseGet(() -> Response.status(Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header("Content-Range", "bytes */" + total)
                        .build());
    }

    private Response.ResponseBuilder answer(Status status, DownloadService.Stored data, ByteRange range) {
        var body = range.length() == 0
                ? ""
                : new DownloadWriter.Download(caller.get().scope(), data, range);
        return Response.status(status)
                .entity(body)
                .type(MediaType.APPLICATION_OCTET_STREAM)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CONTENT_LENGTH, range.length());
    }

    @POST
    @Path("actions/download-url")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Rule(value = "fetch_image_location", to = Access.SERVICE)
    public DownloadUrl downloadUrl(String id) {
        return downloads.downloadUrl(downloads.active(caller.get(), id));
    }
}
