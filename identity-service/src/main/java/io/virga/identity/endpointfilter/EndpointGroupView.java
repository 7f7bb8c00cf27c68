package io.virga.identity.endpointfilter;

import io.virga.identity.ApiLinks;
import java.util.List;
import java.util.Map;

/// An endpoint group as OS-EP-FILTER shows it.
record EndpointGroupView(String id, String name, String description, Map<String, String> filters, ApiLinks.Self links) {

    static EndpointGroupView of(EndpointGroup group, ApiLinks links) {
        return new EndpointGroupView(
                group.id(),
                group.name(),
                group.description(),
                group.filters(),
                links.self("OS-EP-FILTER/endpoint_groups", group.id()));
    }

    static List<EndpointGroupView> of(List<EndpointGroup> groups, ApiLinks links) {
        return groups.stream().map(group -> of(group, links)).toList();
    }
}
