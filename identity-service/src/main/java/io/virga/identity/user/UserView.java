package io.virga.identity.user;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.ApiLinks;
import java.time.Instant;
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

        @JsonProperty("password_expires_at") Instant passwordExpiresAt,
        Map<String, Object> options,
        ApiLinks.Self links,
        @JsonAnyGetter Map<String, Object> extra) {

    record One(UserView user) {}

    public static UserView of(User user, ApiLinks links) {
        return new UserView(
                user.id(),
                user.name(),
                user.domainId(),
                user.enabled(),
                user.description().orElse(null),
                user.defaultProjectId().orElse(null),
                null,
                Map.of(),
                links.self("users", user.id()),
                user.extra());
    }
}
