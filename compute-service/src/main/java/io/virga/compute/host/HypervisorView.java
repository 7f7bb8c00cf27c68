package io.virga.compute.host;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.compute.host.HostService.Seen;
import java.util.LinkedHashMap;
import java.util.Map;

/// A hypervisor as the compute API shows it up to 2.52: by an integer; `cpu_info` is an object, or its JSON as text.
final class HypervisorView {

    private HypervisorView() {}

    static Map<String, Object> summary(Seen seen) {
        var host = seen.host();
        var view = new LinkedHashMap<String, Object>();
        view.put("id", host.number());
        view.put("hypervisor_hostname", host.name().value());
        view.put("state", seen.up() ? "up" : "down");
        view.put("status", host.enabled() ? "enabled" : "disabled");
        return view;
    }

    static Map<String, Object> detail(Seen seen, boolean cpuAsText) {
        var host = seen.host();
        var inventory = host.inventory();
        var view = summary(seen);
        view.put("hypervisor_type", host.hypervisor().kind());
        view.put("hypervisor_version", host.hypervisor().version());
        view.put("host_ip", host.hypervisor().address());
        view.put("vcpus", inventory.vcpus());
        view.put("vcpus_used", 0);
        view.put("memory_mb", inventory.memoryMib());
        view.put("memory_mb_used", inventory.memoryUsedMib());
        view.put("free_ram_mb", inventory.memoryMib() - inventory.memoryUsedMib());
        view.put("local_gb", inventory.diskGib());
        view.put("local_gb_used", inventory.diskUsedGib());
        view.put("free_disk_gb", inventory.diskGib() - inventory.diskUsedGib());
        view.put("disk_available_least", inventory.diskGib() - inventory.diskUsedGib());
        view.put("running_vms", inventory.runningInstances());
        view.put("current_workload", 0);
        view.put("cpu_info", cpuAsText ? cpuInfo(host).toString() : cpuInfo(host));
        view.put("service", service(host));
        return view;
    }

    private static ObjectNode cpuInfo(Host host) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", host.hypervisor().cpuModel())
                .put("virt_type", host.hypervisor().virtType());
    }

    private static Map<String, Object> service(Host host) {
        var service = new LinkedHashMap<String, Object>();
        service.put("id", host.number());
        service.put("host", host.name().value());
        service.put("disabled_reason", host.disabledReason().orElse(null));
        return service;
    }
}
