package io.virga.identity.domainconfig;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;

/// Identity v3's `/domains/config/…/default`: what holds for domains without settings of their own.
@Path("/v3/domains/config")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DefaultConfigResource {

    @GET
    @Path("default")
    @Rule(value = "identity:get_domain_config_default", to = Access.SYSTEM_READER)
    public DomainConfigResource.One all() {
        return new DomainConfigResource.One(KnownOptions.defaults());
    }

    @GET
    @Path("{group}/default")
    @Rule(value = "identity:get_domain_config_default", to = Access.SYSTEM_READER)
    public DomainConfigResource.One group(String group) {
        KnownOptions.requireGroup(group);
        return new DomainConfigResource.One(
                Map.of(group, KnownOptions.defaults().get(group)));
    }

    @GET
    @Path("{group}/{option}/default")
    @Rule(value = "identity:get_domain_config_default", to = Access.SYSTEM_READER)
    public DomainConfigResource.One option(String group, String option) {
        KnownOptions.requireOption(group, option);
        if (KnownOptions.isSensitive(group, option)) {
            throw KnownOptions.refused(
                    "Reading the default for option %s in group %s is not supported".formatted(option, group));
        }
        var one = new LinkedHashMap<String, Object>();
        one.put(option, KnownOptions.defaults().get(group).get(option));
        return new DomainConfigResource.One(one);
    }
}
