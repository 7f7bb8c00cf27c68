package io.virga.agent.guest;

import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.DeviceTags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `devices` of `meta_data.json`: those that the tenant has given tags, and where they are.
final class DeviceMetadata {

    private DeviceMetadata() {}

    static List<Map<String, Object>> of(LaunchInstance command) {
        var tags = command.config().tags();
        return tags == null ? List.of() : of(command, tags);
    }

    private static List<Map<String, Object>> of(LaunchInstance command, DeviceTags tags) {
        var devices = new ArrayList<Map<String, Object>>();
        var nics = command.nics();
        for (var position = 0; position < nics.size(); position++) {
            var nic = nics.get(position);
            var tag = tags.interfaces().get(nic.port().toString());
            if (tag != null) {
                var device = new LinkedHashMap<String, Object>();
                device.put("type", "nic");
                device.put("mac", nic.mac());
                device.put("vf_trusted", false);
                devices.add(placed(device, DeviceSlots.busOfInterface(position), tag));
            }
        }
        if (tags.rootDisk() != null) {
            var device = new LinkedHashMap<String, Object>();
            device.put("type", "disk");
            device.put("serial", DeviceSlots.ROOT_DISK_SERIAL);
            devices.add(placed(device, DeviceSlots.busOfRootDisk(nics.size()), tags.rootDisk()));
        }
        return devices;
    }

    private static Map<String, Object> placed(Map<String, Object> device, int bus, String tag) {
        device.put("bus", "pci");
        device.put("address", DeviceSlots.address(bus));
        device.put("tags", List.of(tag));
        return device;
    }
}
