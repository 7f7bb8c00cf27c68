package io.virga.compute.quota;

import io.virga.compute.quota.QuotaResource.Kind;
import io.virga.web.version.Microversion;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Quotas as the compute API shows them to a client of one microversion.
final class QuotaView {

    private static final Set<QuotaResource> NOT_OF_CLASSES =
            EnumSet.of(QuotaResource.SERVER_GROUPS, QuotaResource.SERVER_GROUP_MEMBERS);

    private QuotaView() {}

    static Map<String, Object> flat(String id, Map<QuotaResource, Integer> limits, Microversion version) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", id);
        shown(version).forEach(resource -> view.put(resource.apiName(), limits.get(resource)));
        return view;
    }

    /// A class of quotas, which until 2.49 is without server groups and with networks' resources at every microversion.
    static Map<String, Object> ofClass(String id, Map<QuotaResource, Integer> limits) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", id);
        Stream.of(QuotaResource.values())
                .filter(resource -> !NOT_OF_CLASSES.contains(resource))
                .forEach(resource -> view.put(resource.apiName(), limits.get(resource)));
        return view;
    }

    static Stream<QuotaResource> shown(Microversion version) {
        return Stream.of(QuotaResource.values())
                .filter(resource -> resource.kind() != Kind.NETWORK || !version.atLeast(2, 36))
                .filter(resource -> resource.kind() != Kind.FILES || !version.atLeast(2, 57));
    }
}
