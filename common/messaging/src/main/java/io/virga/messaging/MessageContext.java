package io.virga.messaging;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/// What travels with a message besides its body: the W3C trace context and the id of the request that caused it, so
/// that
/// one request can be followed through all logs.
public final class MessageContext {

    /// The name of the request id, in the logs' context and as a message property.
    public static final String REQUEST_ID = "requestId";

    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public String get(Map<String, String> headers, String key) {
            return headers.get(key);
        }
    };

    private MessageContext() {}

    public static Map<String, String> current() {
        var headers = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), headers, (map, key, value) -> map.put(key, value));
        if (MDC.get(REQUEST_ID) instanceof String requestId) {
            headers.put(REQUEST_ID, requestId);
        }
        return headers;
    }

    /// Runs `work` in a consumer span named after `address` that continues the trace of `headers`.
    static void within(Map<String, String> headers, String address, Runnable work) {
        var parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, GETTER);
        var span = GlobalOpenTelemetry.getTracer("io.virga.messaging")
                .spanBuilder(address + " process")
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent)
                .startSpan();
        var requestId = headers.get(REQUEST_ID);
        if (requestId != null) {
            MDC.put(REQUEST_ID, requestId);
        }
        try (var _ = span.makeCurrent()) {
            work.run();
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
            MDC.remove(REQUEST_ID);
        }
    }
}
