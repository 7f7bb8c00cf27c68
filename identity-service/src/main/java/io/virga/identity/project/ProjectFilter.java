package io.virga.identity.project;

import io.virga.identity.ListQuery;
import io.virga.identity.Page;
import io.virga.identity.TagFilter;
import io.virga.identity.TextFilter;
import java.util.List;
import java.util.Optional;

/// The filters of `GET /v3/projects`. `onlyDomain` is no filter of the caller's, but how far their rights reach.
record ProjectFilter(
        Optional<String> onlyDomain,
        List<TextFilter> names,
        List<TextFilter> domainIds,
        List<TextFilter> parentIds,
        Optional<Boolean> enabled,
        TagFilter tags,
        Page page) {

    static ProjectFilter of(ListQuery query) {
        return new ProjectFilter(
                Optional.empty(),
                query.texts("name"),
                query.texts("domain_id"),
                query.texts("parent_id"),
                query.flag("enabled"),
                TagFilter.of(query),
                query.page());
    }

    ProjectFilter within(Optional<String> domain) {
        return new ProjectFilter(domain, names, domainIds, parentIds, enabled, tags, page);
    }

    /// Whether a domain, which has neither a domain nor a parent, can be among the answers.
    boolean admitsDomains() {
        return onlyDomain.isEmpty() && domainIds.isEmpty() && parentIds.isEmpty();
    }
}
