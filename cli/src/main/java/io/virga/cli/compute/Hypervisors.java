package io.virga.cli.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Query;
import io.virga.cli.command.CloudCommand;
import io.virga.cli.command.ListCommand;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.output.Column;
import io.virga.cli.output.Details;
import io.virga.cli.output.Listing;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga hypervisor …` and `virga compute service …`: the machines that run servers, for operators.
public final class Hypervisors {

    private Hypervisors() {}

    @Command(description = "List hypervisors")
    public static final class ListAll extends ListCommand {
        @Option(
                names = "--matching",
                paramLabel = "<hostname>",
                description = "Filter hypervisors by hostname substring")
        private String matching;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns = new ArrayList<>(List.of(
                    Column.of("ID", "id"),
                    Column.of("Hypervisor Hostname", "hypervisor_hostname"),
                    Column.of("Hypervisor Type", "hypervisor_type"),
                    Column.of("Host IP", "host_ip"),
                    Column.of("State", "state")));
            // The figures left the API with 2.88.
            var api =
                    detailed ? cloud.compute().atMost("2.87") : cloud.compute().atMost("2.88");
            if (detailed) {
                columns.add(Column.of("vCPUs Used", "vcpus_used"));
                columns.add(Column.of("vCPUs", "vcpus"));
                columns.add(Column.of("Memory MB Used", "memory_mb_used"));
                columns.add(Column.of("Memory MB", "memory_mb"));
            }
            var found = api.list("/os-hypervisors/detail", Query.none(), "hypervisors").stream()
                    .filter(host -> matching == null
                            || host.path("hypervisor_hostname").asText().contains(matching))
                    .toList();
            return Listing.of(columns, found);
        }
    }

    @Command(description = "Display hypervisor details")
    public static final class Show extends ShowCommand {
        @Parameters(index = "0", paramLabel = "<hypervisor>", description = "Hypervisor to display (name or ID)")
        private String hypervisor;

        @Override
        protected Details show() {
            var api = cloud.compute().atMost("2.88");
            var id = api.list("/os-hypervisors/detail", Query.none(), "hypervisors").stream()
                    .filter(this::meant)
                    .map(host -> host.path("id").asText())
                    .findFirst()
                    .orElseThrow(() -> CliFailure.of("No hypervisor with a name or ID of '" + hypervisor + "' exists.")
                            .advise("See what there is: virga hypervisor list"));
            var found = api.get("/os-hypervisors/" + id).path("hypervisor");
            return Details.of(found)
                    .without("service")
                    .with("service_host", found.path("service").path("host").asText())
                    .with("service_id", found.path("service").path("id").asText());
        }

        private boolean meant(JsonNode host) {
            return hypervisor.equals(host.path("id").asText())
                    || hypervisor.equals(host.path("hypervisor_hostname").asText());
        }
    }

    @Command(description = "Display hypervisor stats details")
    public static final class Stats extends ShowCommand {
        @Override
        protected Details show() {
            return Details.of(cloud.compute().get("/os-hypervisors/statistics").path("hypervisor_statistics"));
        }
    }

    @Command(description = "List compute services")
    public static final class Services extends ListCommand {
        @Option(names = "--host", paramLabel = "<host>", description = "List services on specified host (name only)")
        private String host;

        @Option(names = "--service", paramLabel = "<service>", description = "List only specified service binaries")
        private String binary;

        @Option(names = "--long", description = "List additional fields in output")
        private boolean detailed;

        @Override
        protected Listing list() {
            var columns = new ArrayList<>(List.of(
                    Column.of("ID", "id"),
                    Column.of("Binary", "binary"),
                    Column.of("Host", "host"),
                    Column.of("Zone", "zone"),
                    Column.of("Status", "status"),
                    Column.of("State", "state"),
                    Column.of("Updated At", "updated_at")));
            if (detailed) {
                columns.add(Column.of("Disabled Reason", "disabled_reason"));
                columns.add(Column.of("Forced Down", "forced_down"));
            }
            return Listing.of(columns, services(cloud.compute().atMost("2.69"), host, binary));
        }
    }

    private static List<JsonNode> services(Api api, String host, String binary) {
        return api.list("/os-services", Query.of("host", host).and("binary", binary), "services");
    }

    @Command(description = "Set compute service properties")
    public static final class SetService extends CloudCommand {
        @Parameters(index = "0", paramLabel = "<host>", description = "Name of host")
        private String host;

        @Parameters(index = "1", paramLabel = "<service>", description = "Name of service (binary name)")
        private String binary;

        @Option(names = "--enable", description = "Enable service")
        private boolean enable;

        @Option(names = "--disable", description = "Disable service")
        private boolean disable;

        @Option(names = "--disable-reason", paramLabel = "<reason>", description = "Reason for disabling the service")
        private String reason;

        @Option(names = "--up", description = "Force up service")
        private boolean up;

        @Option(names = "--down", description = "Force down service")
        private boolean down;

        @Override
        protected void run() {
            var enabled = Usage.either(enable, disable, "--enable and --disable");
            var forcedDown = Usage.either(down, up, "--up and --down");
            if (reason != null && !disable) {
                throw Usage.wrong("--disable-reason needs --disable");
            }
            var body = Api.object();
            if (enabled != null) {
                body.put("status", enabled ? "enabled" : "disabled");
            }
            if (reason != null) {
                body.put("disabled_reason", reason);
            }
            if (forcedDown != null) {
                body.put("forced_down", forcedDown);
            }
            if (body.isEmpty()) {
                throw Usage.wrong("nothing to set: give --enable, --disable, --up or --down");
            }
            var api = cloud.compute().atMost("2.69");
            var found = services(api, host, binary);
            if (found.isEmpty()) {
                throw CliFailure.of("No service '" + binary + "' runs on host '" + host + "'.")
                        .advise("See what there is: virga compute service list");
            }
            api.put("/os-services/" + found.getFirst().path("id").asText(), body);
        }
    }

    @Command(description = "List availability zones and their status")
    public static final class Zones extends ListCommand {
        @Option(names = "--compute", description = "List compute availability zones")
        private boolean compute;

        @Option(names = "--network", description = "List network availability zones")
        private boolean network;

        @Override
        protected Listing list() {
            List<JsonNode> zones = new ArrayList<>();
            if (compute || !network) {
                for (var zone : cloud.compute().get("/os-availability-zone").path("availabilityZoneInfo")) {
                    var available = zone.path("zoneState").path("available").asBoolean();
                    zones.add(zone(zone.path("zoneName"), available));
                }
            }
            if (network) {
                for (var zone : cloud.network().list("/availability_zones", Query.none(), "availability_zones")) {
                    zones.add(zone(
                            zone.path("name"),
                            "available".equals(zone.path("state").asText())));
                }
            }
            return Listing.of(List.of(Column.of("Zone Name", "name"), Column.of("Zone Status", "status")), zones);
        }

        private static JsonNode zone(JsonNode name, boolean available) {
            var zone = Api.object().put("status", available ? "available" : "not available");
            zone.set("name", name.isMissingNode() ? NullNode.instance : name);
            return zone;
        }
    }
}
