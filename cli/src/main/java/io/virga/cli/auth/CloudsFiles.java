package io.virga.cli.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.virga.cli.failure.CliFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds and reads `clouds.yaml` and the `secure.yaml` that may lie beside it.
///
/// The first `clouds.yaml` wins: the one named by OS_CLIENT_CONFIG_FILE, then the working folder,
/// `~/.config/openstack`, `/etc/openstack`.
public final class CloudsFiles {

    /// One entry, flat: what stands under `auth:` is not told apart from what stands beside it. `file` is null when no
    /// entry was asked for and none is obvious.
    record Cloud(String name, Path file, Map<String, String> values) {
        private static final Cloud NONE = new Cloud(null, null, Map.of());
    }

    private static final YAMLMapper YAML = new YAMLMapper();

    private final List<Path> candidates;
    private final String secureFile;

    private CloudsFiles(List<Path> candidates, String secureFile) {
        this.candidates = candidates;
        this.secureFile = secureFile;
    }

    public static CloudsFiles searching(Map<String, String> environment, Path workingFolder, Path home) {
        List<Path> candidates = new ArrayList<>();
        var named = environment.get("OS_CLIENT_CONFIG_FILE");
        if (named != null && !named.isEmpty()) {
            candidates.add(workingFolder.resolve(named));
        }
        for (var folder : List.of(workingFolder, home.resolve(".config/openstack"), Path.of("/etc/openstack"))) {
            candidates.add(folder.resolve("clouds.yaml"));
            candidates.add(folder.resolve("clouds.yml"));
        }
        return new CloudsFiles(candidates, environment.get("OS_CLIENT_SECURE_FILE"));
    }

    /// The entry of that name. Without a name: the only entry, unless the address came from elsewhere.
    Cloud cloud(String name, boolean addressKnown) {
        if (name == null && addressKnown) {
            return Cloud.NONE;
        }
        var file = candidates.stream().filter(Files::isRegularFile).findFirst().orElse(null);
        if (file == null) {
            if (name == null) {
                return Cloud.NONE;
            }
            throw CliFailure.of("There is no clouds.yaml, so the cloud '" + name + "' is unknown.")
                    .advise("Put one into ~/.config/openstack, or name it by OS_CLIENT_CONFIG_FILE.");
        }
        var clouds = merged(read(file), secure(file)).path("clouds");
        var chosen = name == null && clouds.size() == 1 ? clouds.fieldNames().next() : name;
        if (chosen == null) {
            return Cloud.NONE;
        }
        var entry = clouds.get(chosen);
        if (entry == null) {
            throw CliFailure.of("The cloud '" + chosen + "' is not in " + file + ".")
                    .advise("It has these: " + String.join(", ", iterable(clouds)) + ".");
        }
        return new Cloud(chosen, file, flat(entry));
    }

    private JsonNode secure(Path cloudsFile) {
        var file = secureFile == null || secureFile.isEmpty()
                ? cloudsFile.resolveSibling("secure.yaml")
                : Path.of(secureFile);
        return Files.isRegularFile(file) ? read(file) : JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            // The parser's own message quotes the line, and that line may hold a password.
            var place = e instanceof JsonProcessingException p && p.getLocation() != null
                    ? " (line " + p.getLocation().getLineNr() + ")"
                    : "";
            throw CliFailure.of("Cannot read " + file + place + ".")
                    .advise("It must be readable by you and valid YAML with the key 'clouds' at the top.");
        }
    }

    private static JsonNode merged(JsonNode first, JsonNode second) {
        if (!(first instanceof ObjectNode into) || !(second instanceof ObjectNode from)) {
            return second.isMissingNode() || second.isNull() ? first : second;
        }
        from.properties()
                .forEach(field -> into.set(field.getKey(), merged(into.path(field.getKey()), field.getValue())));
        return into;
    }

    private static Map<String, String> flat(JsonNode entry) {
        Map<String, String> values = new LinkedHashMap<>();
        collect(entry, values);
        collect(entry.path("auth"), values);
        if (!values.containsKey("region_name") && entry.path("regions").size() > 0) {
            var region = entry.path("regions").get(0);
            values.put("region_name", region.path("name").asText(region.asText()));
        }
        return values;
    }

    private static void collect(JsonNode from, Map<String, String> values) {
        from.properties().forEach(field -> {
            var name = field.getKey().replace('-', '_');
            var value = field.getValue();
            if (value.isValueNode() && !value.isNull()) {
                values.put(name, value.asText());
            } else if (value.isArray() && value.valueStream().allMatch(JsonNode::isTextual)) {
                values.put(name, value.valueStream().map(JsonNode::asText).collect(Collectors.joining(",")));
            }
        });
    }

    private static List<String> iterable(JsonNode clouds) {
        List<String> names = new ArrayList<>();
        clouds.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
