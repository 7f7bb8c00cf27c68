package io.virga.image.data;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.virga.image.ImageConfig;
import io.virga.image.data.DownloadService.Stored;
import io.virga.model.Caller.Scope;
import io.virga.model.CloudException.Unavailable;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jboss.resteasy.reactive.server.vertx.VertxResteasyReactiveRequestContext;

/// Writes what is in a store into an answer. While nothing of it was sent, a store that is away makes it a 503; after
/// that the connection is closed, so that no client takes what it has for all.
@Provider
public class DownloadWriter implements ServerMessageBodyWriter<DownloadWriter.Download> {

    private static final Logger log = Logger.getLogger(DownloadWriter.class);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final DownloadService downloads;
    private final TransferSlots slots;

    DownloadWriter(Vertx vertx, DownloadService downloads, ImageConfig config) {
        this.vertx = vertx;
        this.downloads = downloads;
        slots = new TransferSlots(config.download().atOnce());
    }

    /// At least one byte of `data`, for somebody in `scope`.
    record Download(Scope scope, Stored data, ByteRange range) {}

    /// `TooManyRequests` when too much is being read.
    @Override
    public void writeResponse(Download download, Type type, ServerRequestContext context) {
        var to = ((VertxResteasyReactiveRequestContext) context).vertxServerResponse();
        try (var _ = slots.take(download.scope())) {
            var from = downloads.stream(download.data(), download.range());
            var relay = new Relay(from, to, download.range().length(), PATIENCE);
            Vertx.currentContext().runOnContext(_ -> relay.start(vertx));
            relay.ended().join();
        } catch (CompletionException e) {
            breakOff(to, e.getCause());
        }
    }

    private static void breakOff(HttpServerResponse to, Throwable cause) {
        if (!to.headWritten() && !to.closed()) {
            throw new Unavailable("image store", cause);
        }
        log.infof("a download broke off: %s", cause);
        to.reset();
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == Download.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Download.class;
    }

    /// Never called: RESTEasy Reactive prefers the way above.
    @Override
    public void writeTo(
            Download download,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream output) {
        throw new UnsupportedOperationException();
    }
}
