package io.virga.cli.server;

import io.virga.cli.auth.Cloud;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga server event …`: what was asked of a server, and how it ended. A server that is deleted is found by its id.
public final class ServerEvents {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// From here on a deleted server's events can be asked for.
    private static final String OF_DELETED = "2.21";

    private static final String IN_PAGES = "2.58";
    private static final String UNTIL = "2.66";

    private ServerEvents() {}

    private static String path(Cloud cloud, String server) {
        return "/servers/" + id(cloud, server) + "/os-instance-actions";
    }

    private static String id(Cloud cloud, String server) {
        try {
            return new Finder(cloud).id(Servers.KIND, server);
        } catch (CliFailure notFound) {
            if (UUID.matcher(server).matches()) {
                return server;
            }
            throw notFound;
        }
    }

    @Command(description = "List recent events of a server")
    public static final class ListAll extends ListCommand {
        @Parameters(index = "0", paramLabel = "<server>", description = "Server to list events of (name or ID)")
        private String server;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Option(
                names = "--changes-since",
                paramLabel = "<changes-since>",
                description = "List only events changed at or after this time, such as 2016-03-04T06:27:59Z"
                        + " (needs compute API 2.58)")
        private String since;

        @Option(
                names = "--changes-before",
                paramLabel = "<changes-before>",
                description = "List only events changed at or before this time (needs compute API 2.66)")
        private String before;

        @Option(
                names = "--marker",
                paramLabel = "<marker>",
                description = "The last event of the previous page (needs compute API 2.58)")
        private String marker;

        @Option(names = "--limit", paramLabel = "<limit>", description = "Maximum number of events to display")
        private Integer limit;

        @Override
        protected Listing list() {
            var most = Usage.limit(limit);
            var query = Query.of("changes-since", since)
                    .and("changes-before", before)
                    .and("marker", marker);
            var compute = cloud.compute().at(version());
            return Listing.of(columns(), compute.list(path(cloud, server), query, "instanceActions", most));
        }

        private String version() {
            if (before != null) {
                return UNTIL;
            }
            return since == null && marker == null ? OF_DELETED : IN_PAGES;
        }

        private List<Column> columns() {
            var columns = new ArrayList<>(List.of(
                    Column.of("Request ID", "request_id"),
                    Column.of("Server ID", "instance_uuid"),
                    Column.of("Action", "action"),
                    Column.of("Start Time", "start_time")));
            if (detailed) {
                columns.add(Column.of("Message", "message"));
                columns.add(Column.of("Project ID", "project_id"));
                columns.add(Column.of("User ID", "user_id"));
            }
            return columns;
        }
    }

    @Command(description = "Show server event details")
    public static final class Show extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<server>", description = "Server to show event details of (name or ID)")
        private String server;

        @Parameters(index = "1", paramLabel = "<request-id>", description = "Request ID of the event to show (ID only)")
        private String request;

        @Override
        protected Details show() {
            return Details.plain(cloud.compute()
                    .at(OF_DELETED)
                    .get(path(cloud, server) + "/" + Query.encoded(request))
                    .path("instanceAction"));
        }
    }
}
