package io.virga.agent.guest;

import io.virga.contract.agent.AgentCommand.LaunchInstance;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// OpenStack's `meta_data.json`, with the keys that Nova gives.
final class GuestMetadata {

    private static final int SEED_BYTES = 512;

    private GuestMetadata() {}

    static Map<String, Object> of(LaunchInstance command) {
        var config = command.config();
        var document = new LinkedHashMap<String, Object>();
        document.put("uuid", command.instance().toString());
        document.put("name", command.machine().name());
        document.put("hostname", config.hostname());
        document.put("availability_zone", config.availabilityZone());
        document.put("launch_index", 0);
        document.put("project_id", config.project().toString());
        document.put("random_seed", seed());
        document.put("devices", DeviceMetadata.of(command));
        document.put("dedicated_cpus", List.of());
        if (!orEmpty(config.metadata()).isEmpty()) {
            document.put("meta", config.metadata());
        }
        if (!orEmpty(config.publicKeys()).isEmpty()) {
            document.put("public_keys", config.publicKeys());
            document.put("keys", keys(config.publicKeys()));
        }
        if (config.adminPassword() != null) {
            document.put("admin_pass", config.adminPassword());
        }
        return document;
    }

    private static List<Map<String, String>> keys(Map<String, String> publicKeys) {
        return publicKeys.entrySet().stream()
                .map(key -> Map.of("name", key.getKey(), "type", "ssh", "data", key.getValue()))
                .toList();
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    private static String seed() {
        var bytes = new byte[SEED_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
