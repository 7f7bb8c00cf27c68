package io.virga.compute.flavor;

import io.virga.compute.api.Links;
import java.util.LinkedHashMap;
import java.util.Map;

/// A flavor as the compute API shows it up to 2.54.
final class FlavorView {

    private FlavorView() {}

    static Map<String, Object> of(Flavor flavor, Links links) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", flavor.id());
        view.put("name", flavor.name());
        view.put("ram", flavor.ram());
        view.put("disk", flavor.disk());
        view.put("vcpus", flavor.vcpus());
        view.put("swap", flavor.swap() == 0 ? "" : flavor.swap());
        view.put("OS-FLV-EXT-DATA:ephemeral", flavor.ephemeral());
        view.put("OS-FLV-DISABLED:disabled", false);
        view.put("os-flavor-access:is_public", flavor.isPublic());
        view.put("rxtx_factor", flavor.rxtxFactor());
        view.put("links", links.both("flavors", flavor.id()));
        return view;
    }
}
