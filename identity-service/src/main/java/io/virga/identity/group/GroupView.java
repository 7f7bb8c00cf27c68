package io.virga.identity.group;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.ApiLinks;
import java.util.Map;

/// A group as Identity v3 shows it.
record GroupView(
        String id,
        String name,
        @JsonProperty("domain_id") String domainId,
        String description,
        ApiLinks.Self links,
        @JsonAnyGetter Map<String, Object> extra) {

    record One(GroupView group) {}

    static GroupView of(Group group, ApiLinks links) {
        return new GroupView(
                group.id(),
                group.name(),
                group.domainId(),
                group.description(),
                links.self("groups", group.id()),
                group.extra());
    }
}
