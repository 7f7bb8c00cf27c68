package io.virga.identity.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.catalog.CatalogEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// A token as Identity v3 shows it: whose it is, where it is good, and until when.
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenView(
        List<String> methods,
        Whose user,
        @JsonProperty("audit_ids") List<String> auditIds,
        @JsonProperty("issued_at") String issuedAt,
        @JsonProperty("expires_at") String expiresAt,
        @JsonProperty("is_domain") Boolean isDomain,
        List<Named> roles,
        Within project,
        Named domain,
        Everything system,
        List<CatalogEntry> catalog) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    record One(TokenView token) {}

    record Named(String id, String name) {}

    record Within(String id, String name, Named domain) {}

    record Whose(
            String id,
            String name,
            Named domain,

            @JsonProperty("password_expires_at") @JsonInclude(JsonInclude.Include.ALWAYS)
            Instant passwordExpiresAt) {}

    record Everything(boolean all) {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }
}
