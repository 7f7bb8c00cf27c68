package io.virga.identity.domain;

import io.virga.identity.Extra;
import io.virga.identity.Names;
import io.virga.identity.Options;
import io.virga.identity.Tags;
import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a request says about a domain, or about a project that acts as one; absent is "as it is".
public record DomainDraft(
        Optional<String> id,
        Optional<String> name,
        Optional<String> description,
        Optional<Boolean> enabled,
        Optional<List<String>> tags,
        Options options,
        Map<String, Object> extra) {

    private static final int MAX_NAME = 64;
    private static final int MAX_DESCRIPTION = 65_535;
    private static final int ID_LENGTH = 32;
    private static final Set<String> KNOWN = Set.of(
            "name",
            "description",
            "enabled",
            "tags",
            "options",
            "explicit_domain_id",
            "is_domain",
            "domain_id",
            "parent_id");

    /// `domain` is the object in the body: `domain` or `project`.
    public static DomainDraft forCreation(Fields domain) {
        return of(domain, Optional.of(Names.required(domain, MAX_NAME)));
    }

    public static DomainDraft forUpdate(Fields domain) {
        return of(domain, Names.optional(domain, MAX_NAME));
    }

    private static DomainDraft of(Fields domain, Optional<String> name) {
        var id = domain.optionalText("explicit_domain_id", ID_LENGTH, ID_LENGTH);
        if (id.filter(text -> !text.matches("[0-9a-f]+")).isPresent()) {
            throw new Invalid("explicit_domain_id: 32 hexadecimal digits are expected.");
        }
        return new DomainDraft(
                id,
                name,
                domain.optionalText("description", 0, MAX_DESCRIPTION),
                domain.optionalBool("enabled"),
                Tags.optional(domain),
                Options.ofResource(domain),
                Extra.of(domain, KNOWN));
    }
}
