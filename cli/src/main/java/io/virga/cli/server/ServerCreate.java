package io.virga.cli.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.cli.auth.Api;
import io.virga.cli.auth.Cloud;
import io.virga.cli.command.ShowCommand;
import io.virga.cli.command.Usage;
import io.virga.cli.compute.Flavors;
import io.virga.cli.failure.CliFailure;
import io.virga.cli.image.Images;
import io.virga.cli.network.Kinds;
import io.virga.cli.output.Cell;
import io.virga.cli.output.Details;
import io.virga.cli.resource.Finder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `virga server create`: looks every name up, asks for the server, and with `--wait` stays until it is ACTIVE.
@Command(description = "Create a new server")
public final class ServerCreate extends ShowCommand {

    @Parameters(index = "0", paramLabel = "<server-name>", description = "New server name")
    private String name;

    @Option(
            names = "--image",
            required = true,
            paramLabel = "<image>",
            description = "Boot disk from this image (name or ID)")
    private String image;

    @Option(
            names = "--flavor",
            required = true,
            paramLabel = "<flavor>",
            description = "Create server with this flavor (name or ID)")
    private String flavor;

    @Option(names = "--key-name", paramLabel = "<key-name>", description = "Keypair to inject into this server")
    private String keyName;

    @Option(
            names = "--security-group",
            paramLabel = "<group>",
            description = "Security group (name or ID; repeat for several)")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--user-data",
            paramLabel = "<file>",
            description = "User data file to serve from the metadata server")
    private Path userData;

    @Option(names = "--property", paramLabel = "<key=value>", description = "Set a property (repeat for several)")
    private List<String> properties = new ArrayList<>();

    @Option(names = "--hint", paramLabel = "<key=value>", description = "Hint for the scheduler (repeat for several)")
    private List<String> hints = new ArrayList<>();

    @Option(names = "--availability-zone", paramLabel = "<zone>", description = "Select an availability zone")
    private String zone;

    @Option(
            names = {"--config-drive", "--use-config-drive"},
            arity = "0..1",
            fallbackValue = "True",
            paramLabel = "<True|False>",
            description = "Enable config drive")
    private String configDrive;

    @Option(names = "--no-config-drive", description = "Disable config drive")
    private boolean noConfigDrive;

    @Option(names = "--min", paramLabel = "<count>", description = "Minimum number of servers to launch (default 1)")
    private int min = 1;

    @Option(names = "--max", paramLabel = "<count>", description = "Maximum number of servers to launch (default 1)")
    private int max = 1;

    @Option(names = "--password", paramLabel = "<password>", description = "Set the password to this server")
    private String password;

    @Option(names = "--wait", description = "Wait for build to complete")
    private boolean wait;

    private final NicArguments nics = new NicArguments();

    @Option(
            names = "--network",
            paramLabel = "<network>",
            description = "Create a NIC on this network (name or ID; repeat for several)")
    void onNetwork(String network) {
        nics.add("net-id", network);
    }

    @Option(
            names = "--port",
            paramLabel = "<port>",
            description = "Create a NIC on this port (name or ID; repeat for several)")
    void onPort(String port) {
        nics.add("port-id", port);
    }

    @Option(
            names = "--nic",
            paramLabel = "net-id=<net>,v4-fixed-ip=<ip>|port-id=<port>[,tag=<tag>]|auto|none",
            description = "Create a NIC (repeat for several)")
    void withNic(String nic) {
        nics.add(nic);
    }

    @Override
    protected Details show() {
        if (min < 1 || max < 1) {
            throw Usage.wrong("--min and --max count servers: at least 1");
        }
        var compute = nics.at(cloud.compute());
        var answer = compute.post("/servers", body(cloud)).path("server");
        var id = answer.path("id").asText();
        var server = wait ? new ServerWait(cloud, terminal).until(id, "ACTIVE") : Servers.whole(cloud, id);
        var details = Servers.details(cloud, server);
        return answer.has("adminPass") ? details.with("adminPass", Cell.of(answer.path("adminPass"))) : details;
    }

    ObjectNode body(Cloud at) {
        var finder = new Finder(at);
        var server = Api.object().put("name", name);
        server.put("imageRef", finder.id(Images.KIND, image));
        server.put("flavorRef", finder.id(Flavors.KIND, flavor));
        server.put("min_count", min).put("max_count", Math.max(min, max));
        put(server, "key_name", keyName);
        put(server, "availability_zone", zone);
        put(server, "adminPass", password);
        put(server, "user_data", userData == null ? null : encoded(userData));
        var drive = configDrive == null ? null : (Boolean) Usage.truth(configDrive, "--config-drive");
        if (drive != null || noConfigDrive) {
            server.put("config_drive", drive != null && drive && !noConfigDrive);
        }
        groups.forEach(
                group -> server.withArray("security_groups").addObject().put("name", finder.id(Kinds.GROUP, group)));
        var metadata = Usage.pairs(properties, "--property");
        metadata.forEach((key, value) -> withObject(server, "metadata").put(key, value));
        nics.addTo(server, finder, at.compute());
        var body = Api.wrapped("server", server);
        Usage.pairs(hints, "--hint")
                .forEach((key, value) -> withObject(body, "os:scheduler_hints").put(key, value));
        return body;
    }

    private static ObjectNode withObject(ObjectNode body, String field) {
        return body.get(field) instanceof ObjectNode there ? there : body.putObject(field);
    }

    private static void put(ObjectNode body, String field, String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private static String encoded(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw CliFailure.of("Cannot read the user data file " + file + ".")
                    .advise("Check its name and whether you may read it.");
        }
    }
}
