package io.virga.compute.flavor;

import io.virga.model.CloudException.Invalid;
import io.virga.web.Fields;
import java.util.UUID;
import java.util.regex.Pattern;

/// A flavor to be created.
record NewFlavor(
        String id,
        String name,
        int vcpus,
        int ram,
        int disk,
        int ephemeral,
        int swap,
        double rxtxFactor,
        boolean isPublic) {

    private static final int MOST_VCPUS = 1024;
    private static final int MOST = Integer.MAX_VALUE;
    private static final Pattern LEGAL_ID = Pattern.compile("[A-Za-z0-9._-]([A-Za-z0-9 ._-]*[A-Za-z0-9._-])?");

    static NewFlavor parse(String body) {
        var top = Fields.parse(body);
        var flavor = top.object("flavor");
        top.refuseOthers();
        var name = flavor.text("name", 1, 255);
        if (name.isBlank()) {
            throw new Invalid("Invalid input for field flavor.name: it must not be blank.");
        }
        var wanted = new NewFlavor(
                id(flavor),
                name.strip(),
                (int) flavor.integer("vcpus", 1, MOST_VCPUS),
                (int) flavor.integer("ram", 1, MOST),
                (int) flavor.integer("disk", 0, MOST),
                (int) flavor.optionalInteger("OS-FLV-EXT-DATA:ephemeral", 0, MOST)
                        .orElse(0),
                (int) flavor.optionalInteger("swap", 0, MOST).orElse(0),
                rxtxFactor(flavor),
                flavor.optionalBool("os-flavor-access:is_public").orElse(true));
        flavor.refuseOthers();
        return wanted;
    }

    // Without an id, or with `auto`, one is made up.
    private static String id(Fields flavor) {
        var asked = flavor.json("id");
        var text = asked.isNumber()
                ? asked.asText()
                : flavor.optionalText("id", 1, 255).orElse("auto");
        if (!LEGAL_ID.matcher(text).matches()) {
            throw new Invalid("Invalid input for field flavor.id: '%s' is not an id.".formatted(text));
        }
        return text.equals("auto") ? UUID.randomUUID().toString() : text;
    }

    private static double rxtxFactor(Fields flavor) {
        var asked = flavor.json("rxtx_factor");
        if (asked.isMissingNode() || asked.isNull()) {
            return 1.0;
        }
        try {
            var factor = Double.parseDouble(asked.asText());
            if (factor > 0 && factor <= Float.MAX_VALUE) {
                return factor;
            }
        } catch (NumberFormatException _) {
            // refused below
        }
        throw new Invalid("Invalid input for field flavor.rxtx_factor: a positive number is expected.");
    }
}
