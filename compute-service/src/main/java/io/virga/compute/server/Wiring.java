package io.virga.compute.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How an instance is wired: its addresses by network name, and the names of the security groups on its ports.
record Wiring(Map<String, List<Address>> addresses, List<String> securityGroups) {

    /// One address; `type` is `fixed` or `floating`.
    record Address(String ip, int version, String type, String mac) {
        Map<String, Object> view() {
            var view = new LinkedHashMap<String, Object>();
            view.putAll(shortView());
            view.put("OS-EXT-IPS:type", type);
            view.put("OS-EXT-IPS-MAC:mac_addr", mac);
            return view;
        }

        Map<String, Object> shortView() {
            var view = new LinkedHashMap<String, Object>();
            view.put("addr", ip);
            view.put("version", version);
            return view;
        }
    }

    static int version(String ip) {
        return ip.indexOf(':') >= 0 ? 6 : 4;
    }
}
