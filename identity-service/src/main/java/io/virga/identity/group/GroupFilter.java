package io.virga.identity.group;

import io.virga.identity.ListQuery;
import io.virga.identity.Page;
import io.virga.identity.TextFilter;
import java.util.List;
import java.util.Optional;

/// The filters of `GET /v3/groups`. `onlyDomain` is no filter of the caller's, but how far their rights reach.
record GroupFilter(Optional<String> onlyDomain, List<TextFilter> names, List<TextFilter> domainIds, Page page) {

    static GroupFilter of(ListQuery query) {
        return new GroupFilter(Optional.empty(), query.texts("name"), query.texts("domain_id"), query.page());
    }

    GroupFilter within(Optional<String> domain) {
        return new GroupFilter(domain, names, domainIds, page);
    }
}
