package io.virga.identity.domainconfig;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.virga.identity.domain.Domain;
import io.virga.identity.password.SecurityCompliance;
import io.virga.web.Access;
import io.virga.web.Rule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Identity v3's `/domains/{id}/config/security_compliance`: what everybody may know of the rules for passwords, which
/// are the same in all domains and shown of the Default one.
@Path("/v3/domains/{domain}/config/security_compliance")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PasswordRulesResource {

    private final SecurityCompliance rules;

    PasswordRulesResource(SecurityCompliance rules) {
        this.rules = rules;
    }

    @GET
    @Rule(value = "identity:get_security_compliance_domain_config", to = Access.AUTHENTICATED)
    public DomainConfigResource.One show(String domain) {
        return new DomainConfigResource.One(Map.of("security_compliance", readable(domain)));
    }

    @GET
    @Path("{option}")
    @Rule(value = "identity:get_security_compliance_domain_config", to = Access.AUTHENTICATED)
    public DomainConfigResource.One showOption(String domain, String option) {
        var readable = readable(domain);
        if (!readable.containsKey(option)) {
            throw KnownOptions.refused("Reading security compliance values other than "
                    + "password_regex and password_regex_description is not allowed");
        }
        readable.keySet().retainAll(Set.of(option));
        return new DomainConfigResource.One(readable);
    }

    private Map<String, Object> readable(String domain) {
        if (!domain.equals(Domain.DEFAULT_ID)) {
            throw KnownOptions.refused("Reading security compliance information for any domain "
                    + "other than the default domain is not allowed or supported");
        }
        var readable = new LinkedHashMap<String, Object>();
        readable.put("password_regex", rules.passwordRegex().orElse(null));
        readable.put(
                "password_regex_description", rules.passwordRegexDescription().orElse(null));
        return readable;
    }
}
