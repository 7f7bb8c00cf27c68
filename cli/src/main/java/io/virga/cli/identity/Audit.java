package io.virga.cli.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.virga.cli.auth.Query;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import io.virga.cli.resource.Finder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga audit …`: what was asked of the cloud's services, and the proof that nothing of it was touched. Virga's
/// own, no other OpenStack knows it.
public final class Audit {

    private static final String EVENTS = "/audit/events";

    private Audit() {}

    @Command(description = "List what was asked of the cloud's services, newest first")
    public static final class ListAll extends ListCommand {
        @Option(names = "--from", paramLabel = "<time>", description = "Not before this time, as 2026-01-31T12:00:00Z")
        private String from;

        @Option(names = "--to", paramLabel = "<time>", description = "Before this time")
        private String to;

        @Option(names = "--user", paramLabel = "<user>", description = "Of this user (name or ID)")
        private String user;

        @Option(names = "--project", paramLabel = "<project>", description = "In this project (name or ID)")
        private String project;

        @Option(names = "--action", paramLabel = "<action>", description = "Such as create, delete, authenticate")
        private String action;

        @Option(names = "--outcome", paramLabel = "<outcome>", description = "success, failure or pending")
        private String outcome;

        @Option(names = "--service", paramLabel = "<service>", description = "Such as compute")
        private String service;

        @Option(names = "--request", paramLabel = "<request-id>", description = "Of one request, by its id")
        private String request;

        @Option(names = "--limit", paramLabel = "<number>", description = "At most so many (20)", defaultValue = "20")
        private int limit;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var most = Usage.limit(limit);
            var finder = new Finder(cloud);
            var query = Query.of("from", from)
                    .and("to", to)
                    .and("user_id", user == null ? null : finder.idOrText(Kinds.USER, user))
                    .and("project_id", project == null ? null : finder.idOrText(Kinds.PROJECT, project))
                    .and("action", action)
                    .and("outcome", outcome)
                    .and("service", service)
                    .and("request_id", request)
                    .and("limit", most);
            var page = cloud.identity().get(EVENTS + query);
            var columns = new ArrayList<>(List.of(
                    of("Time", "/eventTime"),
                    of("User", "/initiator/name"),
                    of("Action", "/action"),
                    of("Target Type", "/target/typeURI"),
                    of("Target", "/target/id"),
                    of("Outcome", "/outcome"),
                    of("ID", "/id")));
            if (detailed) {
                columns.add(of("User ID", "/initiator/id"));
                columns.add(of("Project ID", "/initiator/project_id"));
                columns.add(of("Address", "/initiator/host/address"));
                columns.add(of("Status", "/reason/reasonCode"));
                columns.add(of("Rule", "/reason/policyId"));
                columns.add(of("Request ID", "/initiator/request_id"));
            }
            return Listing.of(columns, page.path("events"));
        }

        private static Column of(String header, String pointer) {
            return Column.of(
                    header, (JsonNode event) -> Cell.of(event.path("record").at(pointer)));
        }
    }

    @Command(description = "Display one audit event")
    public static final class Show extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<event>", description = "ID of the event")
        private String id;

        @Override
        protected Details show() {
            var event = cloud.identity().get(EVENTS + "/" + Query.encoded(id)).path("event");
            return Details.of(event.path("record"))
                    .with("sequence", Cell.of(event.path("sequence")))
                    .with("hash", Cell.of(event.path("hash")));
        }
    }

    @Command(description = "Display the audit log's end as it is now, signed; keep it elsewhere")
    public static final class Checkpoint extends ShowCommand {
        @Override
        protected Details show() {
            return Details.of(cloud.identity().get("/audit/checkpoint").path("checkpoint"));
        }
    }

    @Command(description = "Verify that no record of the audit log was changed, added or removed")
    public static final class Verify extends ShowCommand {
        @Option(
                names = "--checkpoint",
                paramLabel = "<file>",
                description = "File with the field 'signed' of a checkpoint that was kept elsewhere")
        private Path checkpoint;

        @Override
        protected Details show() {
            var query = Query.of("checkpoint", checkpoint == null ? null : kept());
            var found = cloud.identity().get("/audit/verification" + query).path("verification");
            if (!found.path("intact").asBoolean()) {
                var broken = found.path("broken_at");
                throw CliFailure.of("The audit log is not whole: record %s: %s."
                                .formatted(
                                        broken.path("sequence").asText(),
                                        broken.path("reason").asText()))
                        .advise(
                                "The records before it hold. Compare the database with a backup, and find out who had access.");
            }
            return Details.of(found).without("broken_at");
        }

        private String kept() {
            try {
                return Files.readString(checkpoint).strip();
            } catch (IOException e) {
                throw CliFailure.of("The file %s cannot be read.".formatted(checkpoint))
                        .advise("Make one with: virga audit checkpoint -f value -c signed")
                        .causedBy(e);
            }
        }
    }
}
