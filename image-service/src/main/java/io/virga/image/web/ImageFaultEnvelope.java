package io.virga.image.web;

import io.virga.web.fault.Fault;
import io.virga.web.fault.FaultEnvelope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;

/// Errors as the image API has them: a page of HTML, or the same in JSON for clients that prefer it.
@ApplicationScoped
class ImageFaultEnvelope implements FaultEnvelope {

    private static final MediaType HTML = MediaType.valueOf("text/html; charset=UTF-8");

    private final HttpHeaders headers;

    ImageFaultEnvelope(HttpHeaders headers) {
        this.headers = headers;
    }

    @Override
    public Response render(Fault fault) {
        var reason = Response.Status.fromStatusCode(fault.status());
        var title = reason == null ? "Error" : reason.getReasonPhrase();
        var answer = Response.status(fault.status());
        return prefersJson()
                ? answer.type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(json(fault, title))
                        .build()
                : answer.type(HTML).entity(html(fault, title)).build();
    }

    private boolean prefersJson() {
        var accept = headers.getHeaderString(HttpHeaders.ACCEPT);
        return accept != null && new Accepted(accept).prefers(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML);
    }

    private static LinkedHashMap<String, String> json(Fault fault, String title) {
        var body = new LinkedHashMap<String, String>();
        body.put("message", fault.message());
        body.put("code", fault.status() + " " + title);
        body.put("title", title);
        return body;
    }

    private static String html(Fault fault, String title) {
        return """
                <html>
                 <head>
                  <title>%1$d %2$s</title>
                 </head>
                 <body>
                  <h1>%1$d %2$s</h1>
                  %3$s<br /><br />
                 </body>
                </html>""".formatted(fault.status(), title, escaped(fault.message()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
