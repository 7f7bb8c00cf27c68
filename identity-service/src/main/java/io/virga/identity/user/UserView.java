package io.virga.identity.user;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.ApiLinks;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

    /// As Keystone writes it: without a zone, and in UTC.
    public static final DateTimeFormatter EXPIRY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    record One(UserView user) {}

    static UserView of(User user, List<ProviderNames.Federated> federated, ApiLinks links) {
        return new UserView(
                user.id(),
                user.name(),
                user.domainId(),
                user.enabled(),
                user.description().orElse(null),
                user.defaultProjectId().orElse(null),
                user.passwordExpiresAt().map(EXPIRY::format).orElse(null),
                user.options().values(),
                federated,
                links.self("users", user.id()),
                user.extra());
    }
}
