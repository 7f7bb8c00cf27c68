package io.virga.identity.role;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.ApiLinks;
import java.util.Map;

/// A role as Identity v3 shows it.
public record RoleView(
        String id,
        String name,
        @JsonProperty("domain_id") String domainId,
        String description,
        Map<String, Object> options,
        ApiLinks.Self links,
        @JsonAnyGetter Map<String, Object> extra) {

    public record One(RoleView role) {}

    public static RoleView of(Role role, ApiLinks links) {
        return new RoleView(
                role.id(),
                role.name(),
                role.domainId().orElse(null),
                role.description(),
                role.immutable()
                        .<Map<String, Object>>map(yes -> Map.of("immutable", yes))
                        .orElse(Map.of()),
                links.self("roles", role.id()),
                role.extra());
    }
}
