package io.virga.cli.image;

import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// `--disk-format`, and what to say to whoever has declared another format than the data has.
final class DeclaredFormat {

    private static final String BY_DEFAULT = "raw";

    /// As Virga's image service words it.
    private static final Pattern FOUND = Pattern.compile("data is of format (\\w+), but the image is declared to be");

    private static final Set<String> TAKEN = Set.of("iso", "qcow2", "raw", "vdi", "vhd", "vhdx", "vmdk");

    @Option(names = "--disk-format", paramLabel = "<disk-format>", description = "qcow2, raw, … (default: raw)")
    private String format;

    String word() {
        return format == null ? BY_DEFAULT : format;
    }

    /// Empty when the refusal is of something else.
    String advice(String refusal) {
        var found = FOUND.matcher(refusal);
        if (!found.find()) {
            return "";
        }
        if (found.group(1).equals("raw") && word().equals("vmdk")) {
            return "An OVA is declared by --disk-format vmdk and --container-format ova; a raw disk by --disk-format raw.";
        }
        var nature = TAKEN.contains(found.group(1)) ? "--disk-format " + found.group(1) : "--disk-format";
        return format == null
                ? "Without --disk-format an image is declared to be raw. Say what it is: " + nature + "."
                : "It must be declared to be what it is: " + nature + ".";
    }
}
