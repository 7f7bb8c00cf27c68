package io.virga.cli.server;

import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga server set` and `virga server unset`.
public final class ServerChanges {

    private static final String WITH_DESCRIPTION = "2.19";
    private static final String WITH_TAGS = "2.26";

    private ServerChanges() {}

    /// What the service could only call a path that it does not know.
    private static void checkTags(List<String> tags) {
        for (var tag : tags) {
            if (tag.isEmpty() || tag.contains("/") || tag.contains(",")) {
                throw Usage.wrong("--tag expects 1 to 60 characters, none of them '/' or ',', not '" + tag + "'");
            }
        }
    }

    @Command(description = "Set server properties and tags")
    public static final class Change extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<server>", description = "Server (name or ID)")
        private String server;

        @Option(names = "--name", paramLabel = "<new-name>", description = "New server name")
        private String name;

        @Option(names = "--description", paramLabel = "<description>", description = "New server description")
        private String description;

        @Option(
                names = "--property",
                paramLabel = "<key=value>",
                description = "Property to add/change (repeat for several)")
        private List<String> properties = new ArrayList<>();

        @Option(
                names = "--state",
                paramLabel = "<state>",
                description = "New server state: active or error (admin only)")
        private String state;

        @Option(names = "--tag", paramLabel = "<tag>", description = "Tag for the server (repeat for several)")
        private List<String> tags = new ArrayList<>();

        @Override
        protected void run() {
            checkTags(tags);
            var metadata = Api.object();
            Usage.pairs(properties, "--property").forEach(metadata::put);
            var path = "/servers/" + new Finder(cloud).id(Servers.KIND, server);
            var changes = Api.object();
            if (name != null) {
                changes.put("name", name);
            }
            if (description != null) {
                changes.put("description", description);
            }
            if (!changes.isEmpty()) {
                var compute =
                        description == null ? cloud.compute() : cloud.compute().at(WITH_DESCRIPTION);
                compute.put(path, Api.wrapped("server", changes));
            }
            if (!metadata.isEmpty()) {
                cloud.compute().post(path + "/metadata", Api.wrapped("metadata", metadata));
            }
            if (state != null) {
                cloud.compute()
                        .post(
                                path + "/action",
                                Api.wrapped("os-resetState", Api.object().put("state", state)));
            }
            tags.forEach(tag -> cloud.compute().at(WITH_TAGS).put(path + "/tags/" + Query.encoded(tag), null));
        }
    }

    @Command(description = "Unset server properties and tags")
    public static final class Unset extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<server>", description = "Server (name or ID)")
        private String server;

        @Option(names = "--property", paramLabel = "<key>", description = "Property to remove (repeat for several)")
        private List<String> properties = new ArrayList<>();

        @Option(names = "--description", description = "Unset server description")
        private boolean description;

        @Option(names = "--tag", paramLabel = "<tag>", description = "Tag to remove (repeat for several)")
        private List<String> tags = new ArrayList<>();

        @Override
        protected void run() {
            checkTags(tags);
            var path = "/servers/" + new Finder(cloud).id(Servers.KIND, server);
            properties.forEach(key -> cloud.compute().delete(path + "/metadata/" + Query.encoded(key)));
            if (description) {
                cloud.compute()
                        .at(WITH_DESCRIPTION)
                        .put(path, Api.wrapped("server", Api.object().put("description", "")));
            }
            tags.forEach(tag -> cloud.compute().at(WITH_TAGS).delete(path + "/tags/" + Query.encoded(tag)));
        }
    }
}
