package io.virga.compute.instance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.virga.compute.image.Image;
import io.virga.contract.scheduler.Resources;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What was asked for when the instance was created. It does not change, and holds copies: a flavor or a key pair may
/// be deleted while its instances live.
///
/// `zone` and `host` are null when any will do. `securityGroups` holds ids for the network service, and `groupNames`
/// what the user called them. `lazyBoot` lets the machine run before its image has come whole to the host. `rootTag` is
/// what the user calls the root disk, or null.
public record InstanceSpec(
        FlavorCopy flavor,
        String keyName,
        String publicKey,
        String userData,
        boolean configDrive,
        String zone,
        String host,
        List<RequestedNic> nics,
        List<String> securityGroups,
        List<String> groupNames,
        String diskConfig,
        String hostname,
        String reservationId,
        int launchIndex,
        boolean lazyBoot,
        String rootTag) {

    /// The flavor as it was on that day. Memory in MiB, disk in GiB.
    public record FlavorCopy(
            String id,
            String name,
            int vcpus,
            int ram,
            int disk,
            int ephemeral,
            int swap,
            Map<String, String> extraSpecs) {

        /// Whether its extra specs say `virga_boot=lazy`.
        public boolean bootsLazily() {
            return Image.LAZY.equals(extraSpecs.get(Image.BOOT));
        }
    }

    /// A network to get a port on, with a fixed address if `fixedIp` is not null; or an existing port. `tag` is what
    /// the
    /// user calls the interface, or null.
    public record RequestedNic(UUID network, UUID port, String fixedIp, String tag) {}

    /// What a host must have free. An image larger than a flavor without a disk size is the host's business.
    @JsonIgnore
    Resources resources() {
        return new Resources(flavor.vcpus(), flavor.ram(), flavor.disk());
    }
}
