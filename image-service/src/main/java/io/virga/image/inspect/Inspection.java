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
    public static Verdict prove(ImageBytes image, DeclaredFormat declared, long largestDisk) throws IOException {
        var verdict = report(image, declared, largestDisk).verdict();
        if (declared.isOva() && verdict instanceof Verdict.Proved) {
            try {
                Ova.open(image).checkDigests();
            } catch (BadOva e) {
                return refused(e).verdict();
            }
        }
        return verdict;
    }

    /// What was found, and what follows from it.
    public record Report(List<Finding> findings, Verdict verdict) {}

    /// As `prove`, from headers alone: the digests that come with an OVA are not looked at.
    public static Report report(ImageBytes image, DeclaredFormat declared, long largestDisk) throws IOException {
        var findings = find(image);
        return declared.isOva() ? ova(image, declared, findings, largestDisk) : disk(findings, declared, largestDisk);
    }

    private static List<Finding> find(ImageBytes image) throws IOException {
        var findings = new ArrayList<Finding>();
        for (var signature : SIGNATURES) {
            signature.find(image).ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            findings.add(Finding.plain(DiskFormat.RAW.word(), image.length()));
        }
        return findings;
    }

    private static Report disk(List<Finding> findings, DeclaredFormat declared, long largestDisk) {
        if (findings.size() == 1) {
            return new Report(findings, judge(findings.getFirst(), declared.disk(), largestDisk));
        }
        return refused(findings, "The data matches more than one format: %s.".formatted(formats(findings)));
    }

    private static Report ova(ImageBytes image, DeclaredFormat declared, List<Finding> whole, long largestDisk)
            throws IOException {
        if (declared.disk() != DiskFormat.VMDK) {
            return refused(
                    whole,
                    "The disk_format of an OVA is that of the disk inside, vmdk, and not %s."
                            .formatted(declared.disk().word()));
        }
        if (!formats(whole).equals(DiskFormat.RAW.word())) {
            return refused(
                    whole,
                    "The data is of format %s, but the image is declared to be an OVA.".formatted(formats(whole)));
        }
        try {
            var ova = Ova.open(image);
            var inside = disk(find(ova.disk()), DeclaredFormat.bare(declared.disk()), largestDisk);
            var findings = new ArrayList<>(List.of(ova.finding()));
            findings.addAll(inside.findings());
            return new Report(findings, inside.verdict());
        } catch (BadOva e) {
            return refused(e);
        }
    }

    /// Where the disk lies in bytes that were proved to be `declared`.
    public static ImageSlice disk(ImageBytes proved, DeclaredFormat declared) throws IOException {
        try {
            return declared.isOva() ? Ova.open(proved).disk() : new ImageSlice(proved, 0, proved.length());
        } catch (BadOva e) {
            throw new IOException("an OVA is not what it was", e);
        }
    }

    private static Report refused(BadOva why) {
        return refused(
                List.of(Finding.refused("ova", why.getMessage())),
                "The OVA is refused: %s.".formatted(why.getMessage()));
    }

    private static Report refused(List<Finding> findings, String reason) {
        return new Report(findings, new Verdict.Refused(reason));
    }

    private static String formats(List<Finding> findings) {
        return String.join(", ", findings.stream().map(Finding::format).toList());
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
