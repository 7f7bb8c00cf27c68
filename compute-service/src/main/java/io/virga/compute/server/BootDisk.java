package io.virga.compute.server;

import io.virga.model.CloudException.Invalid;
import io.virga.model.ImageId;
import io.virga.web.Fields;
import io.virga.web.version.Microversion;
import java.util.Optional;

/// The one disk of `block_device_mapping_v2` that we can do: a local one, from an image, to boot from. `tag` is what
/// the user calls it.
record BootDisk(ImageId image, Optional<String> tag) {

    static Optional<BootDisk> parse(Fields server, Microversion version) {
        var disks = server.objects("block_device_mapping_v2");
        if (disks.isEmpty()) {
            return Optional.empty();
        }
        var disk = disks.getFirst();
        var fromImage =
                disk.optionalText("source_type", 1, 16).filter("image"::equals).isPresent();
        var local = disk.optionalText("destination_type", 1, 16).orElse("local").equals("local");
        var first = disk.optionalInteger("boot_index", -1, 100).orElse(0) == 0;
        disk.optionalBool("delete_on_termination");
        var image = disk.optionalText("uuid", 1, 64);
        var tag = haveTags(version) ? ServerTags.ofDevice(disk) : Optional.<String>empty();
        disk.refuseOthers();
        if (disks.size() > 1 || !fromImage || !local || !first || image.isEmpty()) {
            throw new Invalid("Block Device Mapping is Invalid: only one local disk from an image, with boot index 0,"
                    + " is supported.");
        }
        return image.map(id -> new BootDisk(imageId(id), tag));
    }

    // From 2.33 to 2.41 Nova had lost them.
    private static boolean haveTags(Microversion version) {
        return version.atLeast(2, 42) || (version.atLeast(2, 32) && !version.atLeast(2, 33));
    }

    static ImageId imageId(String text) {
        return ServerFilters.uuid(text).map(ImageId::new).orElseThrow(() -> new Invalid("Invalid imageRef provided."));
    }
}
