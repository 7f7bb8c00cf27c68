package io.virga.compute.server;

import io.virga.compute.api.Links;
import io.virga.compute.api.Times;
import io.virga.compute.instance.Fault;
import io.virga.compute.instance.Instance;
import io.virga.contract.agent.Power;
import io.virga.web.version.Microversion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A server as the compute API shows it to one client. "Server" is the API's word; inside, it is an instance.
///
/// The set of keys is part of the contract: clients' schemas refuse others.
record ServerView(Links links, Microversion version, boolean forAdmin, HostStatuses hosts) {

    private static final Set<ServerStatus> WITH_PROGRESS = Set.of(ServerStatus.ACTIVE, ServerStatus.BUILD);
    private static final Set<ServerStatus> WITH_FAULT = Set.of(ServerStatus.ERROR, ServerStatus.DELETED);

    /// `UP`, `DOWN`, `MAINTENANCE` or `UNKNOWN`, for admins from 2.16 on.
    interface HostStatuses {
        String of(Instance instance);
    }

    Map<String, Object> brief(Instance instance) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", instance.id().toString());
        view.put("name", instance.name());
        view.put("links", links.both("servers", instance.id().toString()));
        return view;
    }

    Map<String, Object> whole(Instance instance, Wiring wiring) {
        var view = brief(instance);
        about(view, instance);
        state(view, instance);
        view.put("addresses", addresses(wiring));
        if (!wiring.securityGroups().isEmpty()) {
            view.put(
                    "security_groups",
                    wiring.securityGroups().stream()
                            .map(name -> Map.of("name", name))
                            .toList());
        }
        if (forAdmin) {
            forAdmin(view, instance);
        }
        since(view, instance);
        return view;
    }

    private void about(Map<String, Object> view, Instance instance) {
        var spec = instance.spec();
        view.put("tenant_id", instance.project().value());
        view.put("user_id", instance.user().value());
        view.put("metadata", instance.metadata());
        view.put("hostId", hostId(instance));
        view.put("image", link("images", instance.image().toString()));
        view.put("flavor", link("flavors", spec.flavor().id()));
        view.put("created", Times.seconds(instance.createdAt()));
        view.put("updated", Times.seconds(instance.updatedAt()));
        view.put("accessIPv4", instance.accessIpv4());
        view.put("accessIPv6", instance.accessIpv6());
        view.put("OS-DCF:diskConfig", spec.diskConfig());
        view.put(
                "OS-EXT-AZ:availability_zone",
                instance.zone().orElse(Optional.ofNullable(spec.zone()).orElse("")));
        view.put("config_drive", spec.configDrive() ? "True" : "");
        view.put("key_name", spec.keyName());
        view.put("os-extended-volumes:volumes_attached", List.of());
    }

    private void state(Map<String, Object> view, Instance instance) {
        var status = ServerStatus.of(instance.state());
        view.put("status", status.name());
        view.put("OS-EXT-STS:task_state", ServerStatus.taskState(instance.state()));
        view.put("OS-EXT-STS:vm_state", ServerStatus.vmState(instance.state()));
        view.put("OS-EXT-STS:power_state", powerState(instance.power()));
        view.put(
                "OS-SRV-USG:launched_at",
                instance.launchedAt().map(Times::micros).orElse(null));
        view.put(
                "OS-SRV-USG:terminated_at",
                instance.terminatedAt().map(Times::micros).orElse(null));
        if (WITH_PROGRESS.contains(status)) {
            view.put("progress", 0);
        }
        if (WITH_FAULT.contains(status)) {
            instance.fault().ifPresent(fault -> view.put("fault", fault(fault)));
        }
    }

    private Map<String, Object> fault(Fault fault) {
        var view = new LinkedHashMap<String, Object>();
        view.put("code", fault.code());
        view.put("created", fault.created());
        view.put("message", fault.message());
        if (forAdmin) {
            view.put("details", fault.details());
        }
        return view;
    }

    private static Map<String, Object> addresses(Wiring wiring) {
        var view = new LinkedHashMap<String, Object>();
        wiring.addresses()
                .forEach((network, list) -> view.put(
                        network, list.stream().map(Wiring.Address::view).toList()));
        return view;
    }

    private void forAdmin(Map<String, Object> view, Instance instance) {
        var host = instance.host().map(Object::toString).orElse(null);
        var spec = instance.spec();
        view.put("OS-EXT-SRV-ATTR:host", host);
        view.put("OS-EXT-SRV-ATTR:hypervisor_hostname", host);
        view.put("OS-EXT-SRV-ATTR:instance_name", "instance-" + instance.id());
        if (version.atLeast(2, 3)) {
            view.put("OS-EXT-SRV-ATTR:hostname", spec.hostname());
            view.put("OS-EXT-SRV-ATTR:kernel_id", "");
            view.put("OS-EXT-SRV-ATTR:launch_index", spec.launchIndex());
            view.put("OS-EXT-SRV-ATTR:ramdisk_id", "");
            view.put("OS-EXT-SRV-ATTR:reservation_id", spec.reservationId());
            view.put("OS-EXT-SRV-ATTR:root_device_name", "/dev/vda");
            view.put("OS-EXT-SRV-ATTR:user_data", spec.userData());
        }
    }

    private void since(Map<String, Object> view, Instance instance) {
        if (version.atLeast(2, 9)) {
            view.put("locked", instance.locked());
        }
        if (version.atLeast(2, 16) && forAdmin) {
            view.put("host_status", hosts.of(instance));
        }
        if (version.atLeast(2, 19)) {
            view.put("description", instance.description().orElse(null));
        }
        if (version.atLeast(2, 26)) {
            view.put("tags", instance.tags());
        }
    }

    private Map<String, Object> link(String collection, String id) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", id);
        view.put("links", new ArrayList<>(links.onlyBookmark(collection, id)));
        return view;
    }

    private static int powerState(Power power) {
        return switch (power) {
            case ABSENT -> 0;
            case RUNNING -> 1;
            case PAUSED -> 3;
            case SHUT_DOWN -> 4;
            case CRASHED -> 6;
        };
    }

    /// The same for all of a project's servers on one host, and telling nothing else.
    private static String hostId(Instance instance) {
        return instance.host()
                .map(host -> sha224(instance.project().value() + host))
                .orElse("");
    }

    private static String sha224(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-224").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
