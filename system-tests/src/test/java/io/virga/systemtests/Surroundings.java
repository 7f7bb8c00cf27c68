package io.virga.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// What a fresh cloud offers to everybody, found as a user finds it: the external network, the tiny flavor, an image.
record Surroundings(String external, String flavor, Path image) {

    static synchronized Surroundings of(Cloud cloud) {
        var admin = cloud.admin("openstack");
        var external =
                admin.json("network", "list", "--external").get(0).get("Name").asText();
        var flavor = items(admin.json("flavor", "list")).stream()
                .filter(row -> row.get("RAM").asInt() == 128)
                .findFirst()
                .orElseThrow()
                .get("Name")
                .asText();
        var file = cloud.home().resolve("tiny.qcow2");
        if (!Files.exists(file)) {
            var image = admin.json("image", "list", "--public").get(0).get("ID").asText();
            admin.run("image", "save", "--file", file.toString(), image);
        }
        return new Surroundings(external, flavor, file);
    }

    /// The same image with other bytes, so that no host can have it in its cache.
    Path variant(Path folder, String name) {
        var variant = folder.resolve(name + ".qcow2");
        tool("qemu-img", "convert", "-f", "qcow2", "-O", "qcow2", "-c", image.toString(), variant.toString());
        tool(
                "qemu-io",
                "-f",
                "qcow2",
                "-c",
                "write -P " + Math.floorMod(name.hashCode(), 256) + " 1049088 512",
                variant.toString());
        return variant;
    }

    static Path newKey(Path folder) {
        var key = folder.resolve("key-" + System.nanoTime());
        tool("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        return key;
    }

    static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static void tool(String... command) {
        Shell.run(Duration.ofSeconds(60), Path.of("/"), Map.of(), List.of(command))
                .orFail();
    }
}
