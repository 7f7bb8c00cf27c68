package io.virga.image.inspect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.virga.image.inspect.TarArchive.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A virtual machine in an archive: a descriptor first, one disk, and perhaps a manifest of digests and a certificate
/// (which is not looked at).
///
/// Nothing is unpacked.
final class Ova {

    private static final int LONGEST_DESCRIPTOR = 1 << 20;
    private static final int LONGEST_MANIFEST = 64 << 10;

    private final ImageBytes image;
    private final List<Member> members;

    private Ova(ImageBytes image, List<Member> members) {
        this.image = image;
        this.members = members;
    }

    /// Reads headers and the descriptor. Throws `BadOva` for anything else than one disk in an archive without traps.
    static Ova open(ImageBytes image) throws IOException, BadOva {
        var ova = new Ova(image, TarArchive.members(image));
        ova.check();
        return ova;
    }

    private void check() throws IOException, BadOva {
        BadOva.when(members.isEmpty() || !is(members.getFirst(), ".ovf"), "its first file is not its descriptor");
        BadOva.when(members.stream().filter(member -> is(member, ".ovf")).count() > 1, "it has two descriptors");
        var disks = disks();
        BadOva.when(disks.size() != 1, "it has %d disks".formatted(disks.size()));
        var descriptor = members.getFirst();
        var disk = disks.getFirst();
        OvfDescriptor.check(bytes(descriptor, LONGEST_DESCRIPTOR), disk.name(), disk.size());
    }

    /// Reads everything, if there is a manifest. Throws `BadOva` when it does not fit.
    void checkDigests() throws IOException, BadOva {
        var manifest = manifest();
        if (manifest.isPresent()) {
            var text = new String(bytes(manifest.get(), LONGEST_MANIFEST), ISO_8859_1);
            OvaManifest.check(text, image, List.of(members.getFirst(), disks().getFirst()));
        }
    }

    private List<Member> disks() {
        var disks = new ArrayList<>(members);
        disks.removeIf(member -> is(member, ".ovf") || is(member, ".mf") || is(member, ".cert"));
        return disks;
    }

    private Optional<Member> manifest() throws BadOva {
        var found = members.stream().filter(member -> is(member, ".mf")).toList();
        BadOva.when(found.size() > 1, "it has two manifests");
        return found.stream().findFirst();
    }

    private static boolean is(Member member, String ending) {
        return member.name().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private byte[] bytes(Member member, int most) throws IOException, BadOva {
        BadOva.when(member.size() > most, "a file beside its disk is too long");
        return image.read(member.offset(), (int) member.size());
    }

    ImageSlice disk() {
        var disk = disks().getFirst();
        return new ImageSlice(image, disk.offset(), disk.size());
    }

    Finding finding() {
        return new Finding(
                "ova",
                0,
                List.of(),
                Map.of("members", members.stream().map(Member::name).toList()));
    }
}
