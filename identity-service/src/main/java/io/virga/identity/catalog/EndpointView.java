package io.virga.identity.catalog;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.ApiLinks;
import java.util.List;
import java.util.Map;

/// An endpoint as Identity v3 shows it; `region` is what `region_id` was called once.
public record EndpointView(
        String id,
        @JsonProperty("interface") String face,
        String region,
        @JsonProperty("region_id") String regionId,
        @JsonProperty("service_id") String serviceId,
        String url,
        boolean enabled,
        ApiLinks.Self links,
        @JsonAnyGetter Map<String, Object> extra) {

    record One(EndpointView endpoint) {}

    static EndpointView of(Endpoint endpoint, ApiLinks links) {
        return new EndpointView(
                endpoint.id(),
                endpoint.face(),
                endpoint.regionId(),
                endpoint.regionId(),
                endpoint.serviceId(),
                endpoint.url(),
                endpoint.enabled(),
                links.self("endpoints", endpoint.id()),
                endpoint.extra());
    }

    public static List<EndpointView> of(List<Endpoint> endpoints, ApiLinks links) {
        return endpoints.stream().map(endpoint -> of(endpoint, links)).toList();
    }
}
