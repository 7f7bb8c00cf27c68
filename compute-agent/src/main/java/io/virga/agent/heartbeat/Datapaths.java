package io.virga.agent.heartbeat;

import io.virga.agent.AgentConfig.Datapath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/// Finds out how Open vSwitch moves packets on this host: in the kernel, in user space, or not at all.
public final class Datapaths {

    private static final Path KERNEL_MODULE = Path.of("/sys/module/openvswitch");

    private Datapaths() {}

    /// `system`, `netdev` or `none`; `configured` says so itself unless it is `AUTO`.
    public static String of(Datapath configured) {
        return switch (configured) {
            case SYSTEM, NETDEV, NONE -> configured.name().toLowerCase(Locale.ROOT);
            case AUTO -> detected();
        };
    }

    private static String detected() {
        if (Files.isDirectory(KERNEL_MODULE)) {
            return "system";
        }
        var installed = Stream.of("/usr/sbin", "/sbin", "/usr/local/sbin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ovs-vswitchd")));
        return installed ? "netdev" : "none";
    }
}
