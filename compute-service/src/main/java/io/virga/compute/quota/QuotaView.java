package io.virga.compute.quota;

import io.virga.compute.quota.QuotaResource.Kind;
import io.virga.web.version.Microversion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Quotas as the compute API shows them to a client of one microversion.
final class QuotaView {

    private QuotaView() {}

    static Map<String, Object> flat(String id, Map<QuotaResource, Integer> limits, Microversion version) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", id);
        shown(version).forEach(resource -> view.put(resource.apiName(), limits.get(resource)));
        return view;
    }

    static Stream<QuotaResource> shown(Microversion version) {
        return Stream.of(QuotaResource.values())
                .filter(resource -> resource.kind() != Kind.NETWORK || !version.atLeast(2, 36))
                .filter(resource -> resource.kind() != Kind.FILES || !version.atLeast(2, 57));
    }
}
