package io.virga.identity.domainconfig;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.Access;
import io.virga.web.Rule;
import io.virga.web.Rule.Lasting;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;

/// Identity v3's `/domains/{id}/config`, whole, by group and by option.
@Path("/v3/domains/{domain}/config")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DomainConfigResource {

    private final DomainConfigService configs;

    DomainConfigResource(DomainConfigService configs) {
        this.configs = configs;
    }

    record One(Map<String, ?> config) {}

    @PUT
    @Rule(value = "identity:create_domain_config", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public Response replace(String domain, String body) {
        var stored = configs.replace(domain, ConfigDraft.of(body));
        return Response.status(stored.isNew() ? Response.Status.CREATED : Response.Status.OK)
                .entity(new One(stored.config()))
                .build();
    }

    @GET
    @Rule(value = "identity:get_domain_config", to = Access.SYSTEM_READER)
    public One show(String domain) {
        return new One(configs.get(domain, Optional.empty(), Optional.empty()));
    }

    @PATCH
    @Rule(value = "identity:update_domain_config", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One update(String domain, String body) {
        return new One(configs.update(domain, ConfigDraft.of(body), Optional.empty(), Optional.empty()));
    }

    @DELETE
    @Rule(value = "identity:delete_domain_config", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public void delete(String domain) {
        configs.delete(domain, Optional.empty(), Optional.empty());
    }

    @GET
    @Path("{group}")
    @Rule(value = "identity:get_domain_config", to = Access.SYSTEM_READER)
    public One showGroup(String domain, String group) {
        return new One(configs.get(domain, Optional.of(group), Optional.empty()));
    }

    @PATCH
    @Path("{group}")
    @Rule(value = "identity:update_domain_config", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One updateGroup(String domain, String group, String body) {
        var draft = ConfigDraft.of(body, group);
        return new One(configs.update(domain, draft, Optional.of(group), Optional.empty()));
    }

    @DELETE
    @Path("{group}")
    @Rule(value = "identity:delete_domain_config", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public void deleteGroup(String domain, String group) {
        configs.delete(domain, Optional.of(group), Optional.empty());
    }

    @GET
    @Path("{group}/{option}")
    @Rule(value = "identity:get_domain_config", to = Access.SYSTEM_READER)
    public One showOption(String domain, String group, String option) {
        return new One(
                configs.get(domain, Optional.of(group), Optional.of(option)).get(group));
    }

    @PATCH
    @Path("{group}/{option}")
    @Rule(value = "identity:update_domain_config", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public One updateOption(String domain, String group, String option, String body) {
        var draft = ConfigDraft.of(body, group, option);
        return new One(configs.update(domain, draft, Optional.of(group), Optional.of(option)));
    }

    @DELETE
    @Path("{group}/{option}")
    @Rule(value = "identity:delete_domain_config", to = Access.ADMIN, lasting = Lasting.UNRESTRICTED)
    public void deleteOption(String domain, String group, String option) {
        configs.delete(domain, Optional.of(group), Optional.of(option));
    }
}
