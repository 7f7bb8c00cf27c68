package io.virga.cli.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.command.Usage;
import io.virga.cli.identity.Directory;
import picocli.CommandLine.Option;

/// What nearly all things of the network service take: owner, description, on or off.
final class Attributes {

    @Option(names = "--project", paramLabel = "<project>", description = "Owner's project (name or ID)")
    private String project;

    @Option(names = "--description", paramLabel = "<description>", description = "Set description")
    private String description;

    ObjectNode body(Cloud cloud) {
        var body = Api.object();
        if (project != null) {
            body.put("project_id", new Directory(cloud).project(project, null));
        }
        if (description != null) {
            body.put("description", description);
        }
        return body;
    }

    /// The switch `--enable`/`--disable`, for the things that can be switched off.
    static final class Switch {
        @Option(names = "--enable", description = "Enable (default)")
        private boolean enable;

        @Option(names = "--disable", description = "Disable")
        private boolean disable;

        void addTo(ObjectNode body) {
            put(body, "admin_state_up", Usage.either(enable, disable, "--enable and --disable"));
        }
    }

    static void put(ObjectNode body, String field, Boolean value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    static void put(ObjectNode body, String field, String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    static void put(ObjectNode body, String field, Integer value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
