package io.virga.identity.policy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.virga.identity.ApiLinks;
import java.util.Map;

/// A policy as Identity v3 shows it.
record PolicyView(
        String id,
        String type,
        String blob,
        ApiLinks.Self links,
        @JsonAnyGetter Map<String, Object> extra) {

    record One(PolicyView policy) {}

    static PolicyView of(Policy policy, ApiLinks links) {
        return new PolicyView(
                policy.id(), policy.type(), policy.blob(), links.self("policies", policy.id()), policy.extra());
    }
}
