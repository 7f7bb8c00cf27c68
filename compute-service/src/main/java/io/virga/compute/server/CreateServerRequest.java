package io.virga.compute.server;

import io.virga.compute.server.RequestedNetworks.Nics;
import io.virga.model.CloudException.Invalid;
import io.virga.model.ImageId;
import io.virga.web.Fields;
import io.virga.web.version.Microversion;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The body of `POST /servers`, read strictly. What we cannot do is refused with a reason, never ignored.
record CreateServerRequest(
        String name,
        ImageId image,
        String flavor,
        Nics nics,
        Optional<String> keyName,
        Optional<String> userData,
        List<String> securityGroups,
        Map<String, String> metadata,
        int least,
        int most,
        boolean wantsReservation,
        Optional<String> zone,
        boolean configDrive,
        Optional<String> adminPassword,
        String diskConfig,
        Optional<String> description,
        String accessIpv4,
        String accessIpv6,
        Optional<String> rootTag) {

    private static final int LONGEST = 255;
    private static final int LONGEST_USER_DATA = 65_535;
    private static final int MOST_AT_ONCE = 1_000;
    private static final Set<String> DISK_CONFIGS = Set.of("AUTO", "MANUAL");

    static CreateServerRequest parse(String body, Microversion version) {
        var top = Fields.parse(body);
        var server = top.object("server");
        refuseHints(top);
        top.refuseOthers();
        refuseFiles(server);
        var disk = BootDisk.parse(server, version);
        var least = server.optionalInteger("min_count", 1, MOST_AT_ONCE);
        var most = server.optionalInteger("max_count", 1, MOST_AT_ONCE);
        var request = new CreateServerRequest(
                ServerFields.name(server),
                image(server, disk.map(BootDisk::image)),
                flavor(server),
                RequestedNetworks.parse(server, version),
                server.optionalText("key_name", 1, LONGEST),
                server.optionalText("user_data", 0, LONGEST_USER_DATA).filter(CreateServerRequest::isUserData),
                groups(server),
                server.textMap("metadata", 128, LONGEST, LONGEST),
                (int) least.orElse(1),
                (int) most.orElse(least.orElse(1)),
                server.optionalBool("return_reservation_id").orElse(false),
                server.optionalText("availability_zone", 1, LONGEST),
                server.optionalBool("config_drive").orElse(false),
                server.optionalText("adminPass", 1, LONGEST),
                diskConfig(server),
                version.atLeast(2, 19) ? server.optionalText("description", 0, LONGEST) : Optional.empty(),
                ServerFields.address(server, "accessIPv4", 4).orElse(""),
                ServerFields.address(server, "accessIPv6", 6).orElse(""),
                disk.flatMap(BootDisk::tag));
        server.refuseOthers();
        return request.checked();
    }

    private CreateServerRequest checked() {
        if (least > most) {
            throw new Invalid("min_count must be <= max_count");
        }
        if (most > 1 && nics.areForOneOnly()) {
            throw new Invalid("A port or a fixed IP address cannot be given to several servers at once.");
        }
        return this;
    }

    // Hints steer the scheduler: one that it does not know must not be taken for granted by whoever gave it (SEC-30).
    private static void refuseHints(Fields top) {
        for (var key : List.of("os:scheduler_hints", "OS-SCH-HNT:scheduler_hints")) {
            top.optionalObject(key).ifPresent(Fields::refuseOthers);
        }
    }

    private static void refuseFiles(Fields server) {
        if (!server.objects("personality").isEmpty()) {
            throw new Invalid("Injecting files is not supported: use user_data.");
        }
    }

    private static ImageId image(Fields server, Optional<ImageId> fromDisks) {
        var reference = server.optionalText("imageRef", 0, 1024).orElse("");
        if (reference.isEmpty()) {
            return fromDisks.orElseThrow(
                    () -> new Invalid("imageRef is a required property: servers boot from images."));
        }
        var image = BootDisk.imageId(reference.substring(reference.lastIndexOf('/') + 1));
        if (fromDisks.filter(other -> !other.equals(image)).isPresent()) {
            throw new Invalid("imageRef and block_device_mapping_v2 name different images.");
        }
        return image;
    }

    private static String flavor(Fields server) {
        var given = server.json("flavorRef");
        var reference = given.isIntegralNumber() ? given.asText() : server.text("flavorRef", 1, 1024);
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static List<String> groups(Fields server) {
        return server.objects("security_groups").stream()
                .map(group -> {
                    var name = group.text("name", 1, LONGEST);
                    group.refuseOthers();
                    return name;
                })
                .distinct()
                .toList();
    }

    private static boolean isUserData(String text) {
        try {
            Base64.getMimeDecoder().decode(text);
            if (text.matches("[A-Za-z0-9+/=\\s]*")) {
                return !text.isEmpty();
            }
        } catch (IllegalArgumentException _) {
            // refused below
        }
        throw new Invalid("Invalid input for field server.user_data: it is not base64.");
    }

    private static String diskConfig(Fields server) {
        var asked = server.optionalText("OS-DCF:diskConfig", 1, 16).orElse("MANUAL");
        if (!DISK_CONFIGS.contains(asked)) {
            throw new Invalid("Invalid input for field server.OS-DCF:diskConfig: AUTO or MANUAL is expected.");
        }
        return asked;
    }
}
