package io.virga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.virga.systemtests.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `docs/examples/packer.json` as a team uses it, and with whatever else Packer can say of an image.
@ExtendWith(RunningCloud.class)
class PackerIT {

    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Pattern SERVER = Pattern.compile("Server ID: (\\S+)");
    private static final Path EXAMPLES = Path.of("../docs/examples");

    @Test
    void whatPackerHasProvisionedIsInEveryServerFromItsImage(Cloud cloud) throws IOException {
        var surroundings = Surroundings.of(cloud);
        var tenant = Tenant.create(cloud, "openstack", "packer");
        var friend = Tenant.create(cloud, "openstack", "friend");
        var journey = new Journey(tenant, Surroundings.newKey(cloud.home()));
        journey.prepareNetwork(surroundings.external());

        var built = build(cloud, tenant, template(cloud, friend), surroundings);

        assertNothingIsLeft(cloud, tenant, built);
        assertTheImageIsAsOrdered(cloud, tenant, friend);
        journey.takeImage();
        journey.boot(surroundings.flavor(), surroundings.external());
        assertThat(journey.guest()
                        .awaitSsh("cat welcome && test \"$(uname -r)\" = \"$(cat built-on)\" && stat -c %a welcome"))
                .isEqualTo(Files.readString(EXAMPLES.resolve("welcome")) + "600");
        journey.deleteEverything();
        tenant.delete();
        friend.delete();
    }

    /// The example and every option with which Packer changes an image afterwards.
    private static Path template(Cloud cloud, Tenant friend) throws IOException {
        var template =
                (ObjectNode) Http.JSON.readTree(EXAMPLES.resolve("packer.json").toFile());
        var builder = (ObjectNode) template.path("builders").get(0);
        builder.put("image_visibility", "shared");
        builder.putArray("image_members").add(friend.projectId());
        builder.putArray("image_tags").add("golden").add("nightly");
        builder.put("image_min_disk", 1);
        var folder = Files.createDirectory(cloud.home().resolve(friend.project()));
        Files.copy(EXAMPLES.resolve("welcome"), folder.resolve("welcome"));
        return Files.writeString(folder.resolve("packer.json"), template.toString());
    }

    private static Result build(Cloud cloud, Tenant tenant, Path template, Surroundings surroundings) {
        var environment = new HashMap<>(tenant.client().environment());
        environment.put("CHECKPOINT_DISABLE", "1");
        environment.put("PACKER_CACHE_DIR", template.resolveSibling("cache").toString());
        var network = tenant.client().value("id", "network", "show", tenant.project());
        var result = Shell.run(
                LIMIT,
                cloud.home(),
                environment,
                List.of(
                        "packer",
                        "build",
                        "-color=false",
                        "-var=image_name=" + tenant.project(),
                        "-var=flavor=" + surroundings.flavor(),
                        "-var=network=" + network,
                        "-var=external_network=" + surroundings.external(),
                        template.toString()));
        System.out.println(result.out());
        return result.orFail();
    }

    private static void assertNothingIsLeft(Cloud cloud, Tenant tenant, Result built) {
        var server = SERVER.matcher(built.out());
        assertThat(server.find()).as(built.out()).isTrue();
        new Leftovers(cloud).assertNoneOf(server.group(1), tenant.projectId());
        var client = tenant.client();
        assertThat(client.json("server", "list")).isEmpty();
        assertThat(client.json("floating", "ip", "list")).isEmpty();
        assertThat(names(client, "keypair", "list")).containsExactly(tenant.project());
        assertThat(names(client, "security", "group", "list")).containsExactly("default");
    }

    private static List<String> names(Client client, String... list) {
        return Surroundings.items(client.json(list)).stream()
                .map(row -> row.get("Name").asText())
                .toList();
    }

    private static void assertTheImageIsAsOrdered(Cloud cloud, Tenant tenant, Tenant friend) {
        var id = tenant.client().value("id", "image", "show", tenant.project());
        var image = cloud.http(tenant.client())
                .get(cloud.url(Service.IMAGE) + "/v2/images/" + id)
                .json();
        assertThat(image.path("status").asText()).isEqualTo("active");
        assertThat(image.path("visibility").asText()).isEqualTo("shared");
        assertThat(image.path("owner").asText()).isEqualTo(tenant.projectId());
        assertThat(image.path("min_disk").asInt()).isEqualTo(1);
        assertThat(image.path("image_type").asText()).isEqualTo("image");
        assertThat(image.path("built_with").asText()).isEqualTo("packer");
        assertThat(image.path("tags")).extracting(tag -> tag.asText()).containsExactlyInAnyOrder("golden", "nightly");
        assertThat(friend.client().value("id", "image", "show", id)).isEqualTo(id);
    }
}
