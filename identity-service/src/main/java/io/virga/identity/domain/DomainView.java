package io.virga.identity.domain;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.virga.identity.ApiLinks;
import java.util.List;
import java.util.Map;

/// A domain as Identity v3 shows it.
public record DomainView(
        String id,
        String name,
        String description,
        boolean enabled,
        List<String> tags,
        Map<String, Object> options,
        ApiLinks.Self links,
        @JsonAnyGetter Map<String, Object> extra) {

    record One(DomainView domain) {}

    public static DomainView of(Domain domain, ApiLinks links) {
        return new DomainView(
                domain.id(),
                domain.name(),
                domain.description(),
                domain.enabled(),
                domain.tags(),
                domain.options(),
                links.self("domains", domain.id()),
                domain.extra());
    }
}
