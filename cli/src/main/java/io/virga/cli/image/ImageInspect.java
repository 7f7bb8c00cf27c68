package io.virga.cli.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `virga image inspect`: what the service's inspector sees in the bytes of an image, stored or staged.
@Command(description = "Explain what an image's data is, and why it is refused if it is")
public final class ImageInspect extends ShowCommand {

    @Parameters(index = "0", paramLabel = "<image>", description = "Image to inspect (name or ID)")
    private String image;

    @Override
    protected Details show() {
        var id = new Finder(cloud).id(Images.KIND, image);
        return details(cloud.image()
                .find("/images/" + id + "/inspection")
                .orElseThrow(() -> CliFailure.of("This cloud's image service does not tell what images are.")
                        .advise("Only Virga's does. What others know of the image: virga image show " + image)));
    }

    private static Details details(JsonNode found) {
        var details = new Details()
                .with("id", Cell.of(found.path("image_id")))
                .with("declared", declared(found))
                .with("accepted", Cell.of(found.path("accepted")))
                .with("reason", Cell.of(found.path("reason")))
                .with("virtual_size", Cell.of(found.path("virtual_size")));
        for (var finding : found.path("findings")) {
            var format = finding.path("format").asText();
            details.with(format + " virtual_size", Cell.of(finding.path("virtual_size")));
            finding.path("facts")
                    .properties()
                    .forEach(fact -> details.with(format + " " + fact.getKey(), Cell.of(fact.getValue())));
            details.with(format + " objections", String.join("; ", checks(finding, true)));
            details.with(format + " ruled out", String.join("; ", checks(finding, false)));
        }
        return details;
    }

    private static String declared(JsonNode found) {
        return found.path("disk_format").asText() + (found.path("is_ova").asBoolean() ? " in an ova" : "");
    }

    private static List<String> checks(JsonNode finding, boolean holding) {
        var checks = new ArrayList<String>();
        finding.path("checks").forEach(check -> {
            if (check.path("holds").asBoolean() == holding) {
                checks.add(check.path("objection").asText());
            }
        });
        return checks;
    }
}
