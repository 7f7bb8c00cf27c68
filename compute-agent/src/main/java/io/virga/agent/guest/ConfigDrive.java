package io.virga.agent.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.agent.host.AtomicFiles;
import io.virga.agent.host.Tool;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.messaging.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The disk that tells a guest what it is: a small ISO 9660 image with OpenStack's files, which cloud-init finds by
/// its label.
///
/// The same files lie under `latest` and under the version that newer clients ask for.
public final class ConfigDrive {

    static final String LABEL = "config-2";
    private static final List<String> VERSIONS = List.of("latest", "2018-08-27", "2017-02-22", "2012-08-10");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Map<String, byte[]> files;

    private ConfigDrive(Map<String, byte[]> files) {
        this.files = files;
    }

    /// Throws `IllegalArgumentException` when the user data is not base64.
    public static ConfigDrive of(LaunchInstance command) {
        var documents = new LinkedHashMap<String, byte[]>();
        documents.put("meta_data.json", json(GuestMetadata.of(command)));
        documents.put("network_data.json", json(NetworkData.of(command.nics())));
        documents.put("vendor_data.json", json(Map.of()));
        documents.put("vendor_data2.json", json(Map.of()));
        if (command.config().userData() != null) {
            documents.put(
                    "user_data", Base64.getMimeDecoder().decode(command.config().userData()));
        }
        var files = new LinkedHashMap<String, byte[]>();
        for (var version : VERSIONS) {
            documents.forEach((name, content) -> files.put("openstack/" + version + "/" + name, content));
        }
        return new ConfigDrive(files);
    }

    Map<String, byte[]> files() {
        return Map.copyOf(files);
    }

    /// Writes the image. What it is made from is gone afterwards: it holds the tenant's secrets.
    public void burn(Path image) {
        var tree = image.resolveSibling(image.getFileName() + ".tree");
        try {
            for (var file : files.entrySet()) {
                var path = tree.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            Tool.run(
                    LONGEST,
                    List.of(
                            "genisoimage",
                            "-quiet",
                            "-input-charset",
                            "utf-8",
                            "-J",
                            "-r",
                            "-V",
                            LABEL,
                            "-o",
                            image.toString(),
                            tree.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            AtomicFiles.deleteFolder(tree);
        }
    }

    private static byte[] json(Object document) {
        return WireFormat.write(document).getBytes(UTF_8);
    }
}
