package io.virga.identity.domain;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.ApiLinks;
import io.virga.identity.ListQuery;
import io.virga.web.Access;
import io.virga.web.CurrentCaller;
import io.virga.web.Fields;
import io.virga.web.Rule;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Identity v3's `/domains`.
@Path("/v3/domains")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DomainsResource {

    private final DomainService domains;
    private final CurrentCaller caller;
    private final ListQuery query;
    private final ApiLinks links;

    DomainsResource(DomainService domains, CurrentCaller caller, ListQuery query, ApiLinks links) {
        this.domains = domains;
        this.caller = caller;
        this.query = query;
        this.links = links;
    }

    @GET
    @Rule(
            value = "identity:list_domains",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER})
    public Map<String, Object> list() {
        var page = query.page();
        var found = domains.list(query.texts("name"), query.flag("enabled"), page);
        return links.page("domains", found, page, Domain::id, this::view);
    }

    @POST
    @ResponseStatus(201)
    @Rule(value = "identity:create_domain", to = Access.ADMIN)
    public DomainView.One create(String body) {
        return new DomainView.One(
                view(domains.create(DomainDraft.forCreation(Fields.parse(body).object("domain")))));
    }

    @GET
    @Path("{id}")
    @Rule(
            value = "identity:get_domain",
            to = {Access.SYSTEM_READER, Access.DOMAIN_READER, Access.PROJECT_READER})
    public DomainView.One show(String id) {
        return new DomainView.One(view(domains.get(caller.get(), id)));
    }

    @PATCH
    @Path("{id}")
    @Rule(value = "identity:update_domain", to = Access.ADMIN)
    public DomainView.One update(String id, String body) {
        return new DomainView.One(
                view(domains.update(id, DomainDraft.forUpdate(Fields.parse(body).change("domain")))));
    }

    @DELETE
    @Path("{id}")
    @Rule(value = "identity:delete_domain", to = Access.ADMIN)
    public void delete(String id) {
        domains.delete(id);
    }

    private DomainView view(Domain domain) {
        return DomainView.of(domain, links);
    }
}
