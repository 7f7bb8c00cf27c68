package io.virga.image.inspect;

import io.virga.image.inspect.TarArchive.Member;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The digests that come with an OVA: `SHA256(disk.vmdk)= 12ab…`, one file a line.
final class OvaManifest {

    private static final Pattern LINE = Pattern.compile("(SHA(?:1|256|512))\\((.+)\\)\\s*=\\s*([0-9a-fA-F]+)\\s*");
    private static final Map<String, String> ALGORITHMS =
            Map.of("SHA1", "SHA-1", "SHA256", "SHA-256", "SHA512", "SHA-512");
    private static final int CHUNK = 4 << 20;

    private record Digest(String algorithm, String hex) {}

    private OvaManifest() {}

    /// Reads `members` whole. Throws `BadOva` unless the manifest has a digest of each of them, and it is right.
    static void check(String manifest, ImageBytes image, List<Member> members) throws IOException, BadOva {
        var digests = parse(manifest);
        for (var member : members) {
            var digest = digests.remove(member.name());
            BadOva.when(digest == null, "its manifest lacks a file");
            BadOva.when(
                    !digest.hex().equalsIgnoreCase(digest(digest.algorithm(), image, member)),
                    "a digest in its manifest is wrong");
        }
        BadOva.when(!digests.isEmpty(), "its manifest names a file that is not there");
    }

    private static Map<String, Digest> parse(String manifest) throws BadOva {
        var digests = new HashMap<String, Digest>();
        for (var text : manifest.split("\r?\n")) {
            if (text.isBlank()) {
                continue;
            }
            var line = LINE.matcher(text);
            BadOva.when(!line.matches(), "its manifest has an unknown line");
            var before = digests.put(line.group(2), new Digest(ALGORITHMS.get(line.group(1)), line.group(3)));
            BadOva.when(before != null, "its manifest names a file twice");
        }
        return digests;
    }

    private static String digest(String algorithm, ImageBytes image, Member member) throws IOException {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            for (long done = 0; done < member.size(); done += CHUNK) {
                digest.update(image.read(member.offset() + done, (int) Math.min(CHUNK, member.size() - done)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
