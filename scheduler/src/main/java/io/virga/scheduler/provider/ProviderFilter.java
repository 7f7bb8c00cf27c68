package io.virga.scheduler.provider;

import io.virga.model.CloudException.Invalid;
import io.virga.scheduler.host.Capacity;
import io.virga.scheduler.host.HostLoad;
import io.virga.scheduler.placement.Amounts;
import io.virga.scheduler.placement.Resource;
import io.virga.scheduler.web.Query;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/// Which providers a listing asks for.
@RequestScoped
class ProviderFilter {

    private final Query query;
    private final Capacity capacity;

    ProviderFilter(Query query, Capacity capacity) {
        this.query = query;
        this.capacity = capacity;
    }

    Predicate<HostLoad> asked() {
        query.refuseOthers(known());
        Predicate<HostLoad> wanted = _ -> true;
        if (query.text("name").orElse(null) instanceof String name) {
            wanted = wanted.and(host -> host.name().equals(name));
        }
        for (var key : new String[] {"uuid", "in_tree"}) {
            var uuid = query.uuid(key);
            wanted = wanted.and(host -> uuid.isEmpty() || uuid.get().equals(host.provider()));
        }
        if (query.text("resources").map(ResourceClass::parse).orElse(null) instanceof Amounts amounts) {
            wanted = wanted.and(host -> hasRoom(host, amounts));
        }
        return inAggregates() && hasTraits() ? wanted : _ -> false;
    }

    private Set<String> known() {
        var version = query.version();
        var known = new LinkedHashSet<>(Set.of("name", "uuid"));
        if (version.atLeast(1, 3)) {
            known.add("member_of");
        }
        if (version.atLeast(1, 4)) {
            known.add("resources");
        }
        if (version.atLeast(1, 14)) {
            known.add("in_tree");
        }
        if (version.atLeast(1, 18)) {
            known.add("required");
        }
        return known;
    }

    private boolean hasRoom(HostLoad host, Amounts amounts) {
        var free = capacity.of(host).minus(host.claimed());
        return Arrays.stream(Resource.values())
                .allMatch(resource -> amounts.of(resource) == 0 || amounts.of(resource) <= free.of(resource));
    }

    // There are no aggregates: every host is outside of any.
    private boolean inAggregates() {
        return query.texts("member_of").stream().allMatch(text -> text.startsWith("!"));
    }

    // There are no traits either, and to ask for one that does not exist is an error.
    private boolean hasTraits() {
        for (var required : query.texts("required")) {
            throw new Invalid("No such trait(s): %s.".formatted(required));
        }
        return true;
    }
}
