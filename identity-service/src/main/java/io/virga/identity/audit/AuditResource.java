package io.virga.identity.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.web.Access;
import io.virga.web.CurrentRule;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;

/// Virga's own `/v3/audit`: what was asked of the services, for those who answer for a domain or the cloud.
@Path("/v3/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditResource {

    private static final String EVENTS = "/v3/audit/events";

    private final AuditService audit;
    private final CurrentRule rule;
    private final ApiLinks links;

    AuditResource(AuditService audit, CurrentRule rule, ApiLinks links) {
        this.audit = audit;
        this.rule = rule;
        this.links = links;
    }

    @GET
    @Path("events")
    @Rule(
            value = "identity:list_audit_events",
            to = {Access.SYSTEM_READER, Access.DOMAIN_ADMIN})
    public Map<String, Object> list(@Context UriInfo uri) {
        var query = AuditQuery.of(uri.getQueryParameters(), rule.onlyDomain());
        var events = audit.list(query);
        return page(events, events.size() == query.limit() ? next(uri, events.getLast()) : null);
    }

    private Map<String, Object> page(List<Link> events, String next) {
        var around = new LinkedHashMap<String, Object>();
        around.put("self", links.url(EVENTS));
        around.put("next", next);
        return Map.of("events", events.stream().map(AuditView::of).toList(), "links", around);
    }

    private String next(UriInfo uri, Link last) {
        var parameters = new TreeMap<String, String>();
        uri.getQueryParameters().forEach((name, values) -> parameters.put(name, values.getFirst()));
        parameters.put("marker", last.columns().id().toString());
        return links.url(EVENTS)
                + parameters.entrySet().stream()
                        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @GET
    @Path("events/{id}")
    @Rule(
            value = "identity:get_audit_event",
            to = {Access.SYSTEM_READER, Access.DOMAIN_ADMIN})
    public AuditView.One show(String id) {
        return new AuditView.One(AuditView.of(audit.get(id, rule.onlyDomain())));
    }

    @GET
    @Path("verification")
    @Rule(value = "identity:verify_audit_log", to = Access.SYSTEM_READER)
    public AuditView.Verified.One verify(@RestQuery Optional<String> checkpoint) {
        return AuditView.Verified.of(audit.verify(checkpoint));
    }

    @GET
    @Path("checkpoint")
    @Rule(value = "identity:get_audit_checkpoint", to = Access.SYSTEM_READER)
    public AuditView.Pinned.One checkpoint() {
        return AuditView.Pinned.of(audit.checkpoint(), audit.publicKey());
    }
}
