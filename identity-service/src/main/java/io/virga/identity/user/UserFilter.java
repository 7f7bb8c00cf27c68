package io.virga.identity.user;

import io.virga.identity.ListQuery;
import io.virga.identity.Page;
import io.virga.identity.TextFilter;
import io.virga.identity.Where;
import io.virga.model.CloudException.Invalid;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The filters of `GET /v3/users`. `onlyDomain` is no filter of the caller's, but how far their rights reach.
public record UserFilter(
        Optional<String> onlyDomain,
        List<TextFilter> names,
        List<TextFilter> domainIds,
        Optional<Boolean> enabled,
        Optional<Expiry> expiry,
        Map<String, String> atProvider,
        Page page) {

    private static final Map<String, String> COMPARISONS =
            Map.of("lt", "<", "lte", "<=", "gt", ">", "gte", ">=", "eq", "=", "neq", "<>");

    private static final Map<String, String> PROVIDER_MEMBERS =
            Map.of("idp_id", "idpId", "protocol_id", "protocolId", "unique_id", "uniqueId");

    /// When the password expires, compared to a time.
    record Expiry(String comparison, Instant time) {

        /// `lt:2016-12-08T22:02:00Z`; without a comparison, equal.
        static Expiry parse(String text) {
            var parts = text.split(":", 2);
            var comparison = parts.length < 2 ? null : COMPARISONS.get(parts[0]);
            var time = comparison == null ? text : parts[1];
            try {
                var instant = time.endsWith("Z")
                        ? Instant.parse(time)
                        : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
                return new Expiry(comparison == null ? "=" : comparison, instant);
            } catch (DateTimeParseException _) {
                throw new Invalid(
                        "password_expires_at: one of lt, lte, gt, gte, eq, neq, a colon and a time such as 2016-12-08T22:02:00Z are expected.");
            }
        }
    }

    public static UserFilter of(ListQuery query) {
        return new UserFilter(
                Optional.empty(),
                query.texts("name"),
                query.texts("domain_id"),
                query.flag("enabled"),
                query.text("password_expires_at").map(Expiry::parse),
                atProvider(query),
                query.page());
    }

    // A user is known to one provider by one protocol, so that each condition is about the same.
    private static Map<String, String> atProvider(ListQuery query) {
        var wanted = new LinkedHashMap<String, String>();
        PROVIDER_MEMBERS.forEach(
                (parameter, member) -> query.text(parameter).ifPresent(value -> wanted.put(member, value)));
        return wanted;
    }

    public UserFilter within(Optional<String> domain) {
        return new UserFilter(domain, names, domainIds, enabled, expiry, atProvider, page);
    }

    public Where where() {
        var where = new Where()
                .equal("domainId", onlyDomain)
                .matching("name", names)
                .matching("domainId", domainIds)
                .equal("enabled", enabled);
        expiry.ifPresent(end -> where.holds("passwordExpiresAt " + end.comparison() + " %s", end.time()));
        atProvider.forEach((member, value) ->
                where.holds("id in (select f.userId from FederatedUser f where f.key." + member + " = %s)", value));
        return where;
    }
}
