package io.virga.image.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Proves the format of an image by its own bytes, before any other tool may touch them.
///
/// Exactly one signature may match, and it must be that of the declared format: bytes that two programs would
/// understand in two ways are refused, as is everything that points out of the image. Refuses rather than guesses.
public final class Inspection {

    private static final List<Signature> SIGNATURES = List.of(
            new Qcow2Signature(),
            new VmdkSignature(),
            new VhdSignature(),
            new VhdxSignature(),
            new VdiSignature(),
            new IsoSignature(),
            new BannedSignatures());

    private Inspection() {}

    /// `largestDisk` is the most bytes that the disk inside may claim to have.
    public static Verdict prove(ImageBytes image, DiskFormat declared, long largestDisk) throws IOException {
        var findings = new ArrayList<Finding>();
        for (var signature : SIGNATURES) {
            signature.find(image).ifPresent(findings::add);
        }
        return switch (findings.size()) {
            case 0 -> judge(new Finding(DiskFormat.RAW.word(), image.length(), List.of()), declared, largestDisk);
            case 1 -> judge(findings.getFirst(), declared, largestDisk);
            default ->
                new Verdict.Refused("The data matches more than one format: "
                        + String.join(
                                ", ", findings.stream().map(Finding::format).toList()) + ".");
        };
    }

    private static Verdict judge(Finding finding, DiskFormat declared, long largestDisk) {
        if (!finding.format().equals(declared.content().word())) {
            return new Verdict.Refused("The data is of format %s, but the image is declared to be %s."
                    .formatted(finding.format(), declared.word()));
        }
        if (!finding.objections().isEmpty()) {
            return new Verdict.Refused(
                    "The %s data is refused: %s.".formatted(finding.format(), String.join(", ", finding.objections())));
        }
        if (finding.virtualSize() < 0 || finding.virtualSize() > largestDisk) {
            return new Verdict.Refused("The disk claims %s bytes; at most %d are accepted."
                    .formatted(Long.toUnsignedString(finding.virtualSize()), largestDisk));
        }
        return new Verdict.Proved(finding.virtualSize());
    }
}
