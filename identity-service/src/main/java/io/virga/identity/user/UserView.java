package io.virga.identity.user;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.ApiLinks;
import io.virga.identity.Timestamps;
import java.util.List;
import java.util.Map;

/// A user as Identity v3 shows it. There is nothing of a password in it.
public record UserView(
        String id,
        String name,
        @JsonProperty("domain_id") String domainId,
        boolean enabled,
        @JsonInclude(JsonInclude.Include.NON_NULL) String description,

        @JsonProperty("default_project_id") @JsonInclude(JsonInclude.Include.NON_NULL)
        String defaultProjectId,

        @JsonProperty("password_expires_at") String passwordExpiresAt,
        Map<String, Object> options,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProviderNames.Federated> federated,
        ApiLinks.Self links,
        @JsonAnyGetter Map<String, Object> extra) {

    record One(UserView user) {}

    static UserView of(User user, List<ProviderNames.Federated> federated, ApiLinks links) {
        return new UserView(
                user.id(),
                user.name(),
                user.domainId(),
                user.enabled(),
                user.description().orElse(null),
                user.defaultProjectId().orElse(null),
                user.passwordExpiresAt().map(Timestamps::withoutOffset).orElse(null),
                user.options().values(),
                federated,
                links.self("users", user.id()),
                user.extra());
    }
}
