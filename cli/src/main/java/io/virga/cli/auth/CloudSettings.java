package io.virga.cli.auth;

import io.virga.cli.failure.CliFailure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything needed to log in, gathered from options, environment and `clouds.yaml`, in this order of strength.
///
/// Settings have the names of `clouds.yaml` (`auth_url`, `project_name`); the option `--os-auth-url` and the variable
/// `OS_AUTH_URL` are the same setting.
public final class CloudSettings {

    /// Names that mean the same; the older one on the left.
    private static final Map<String, String> ALIASES = Map.of(
            "tenant_name", "project_name",
            "tenant_id", "project_id",
            "endpoint_type", "interface",
            "user_name", "username",
            "authorization_code", "code");

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on", "t", "y");

    private final Map<String, String> values;
    private final String origin;

    private CloudSettings(Map<String, String> values, String origin) {
        this.values = values;
        this.origin = origin;
    }

    public static CloudSettings resolve(
            Map<String, String> options, Map<String, String> environment, CloudsFiles files) {
        var fromEnvironment = fromEnvironment(environment);
        Map<String, String> explicit = new LinkedHashMap<>(fromEnvironment);
        explicit.putAll(renamed(options));
        var cloud = files.cloud(explicit.get("cloud"), explicit.containsKey("auth_url"));
        Map<String, String> values = new HashMap<>(renamed(cloud.values()));
        values.putAll(explicit);
        return new CloudSettings(values, origin(cloud));
    }

    private static Map<String, String> fromEnvironment(Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("OS_") && !value.isEmpty()) {
                settings.put(name.substring(3).toLowerCase(Locale.ROOT), value);
            }
        });
        return renamed(settings);
    }

    private static Map<String, String> renamed(Map<String, String> settings) {
        Map<String, String> renamed = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            var current = ALIASES.get(name);
            if (current == null) {
                renamed.put(name, value);
            } else if (!settings.containsKey(current)) {
                renamed.put(current, value);
            }
        });
        return renamed;
    }

    private static String origin(CloudsFiles.Cloud cloud) {
        return cloud.file() == null
                ? "OS_USERNAME and OS_PASSWORD"
                : "the cloud entry '" + cloud.name() + "' in " + cloud.file();
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public String required(String name) {
        return get(name).orElseThrow(() -> missing(name));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public boolean isTrue(String name) {
        return TRUE.contains(get(name, "").toLowerCase(Locale.ROOT));
    }

    public boolean isFalse(String name) {
        return has(name) && !isTrue(name);
    }

    /// Where a user would look when the credentials turn out to be wrong.
    public String origin() {
        return origin;
    }

    private static CliFailure missing(String name) {
        var option = "--os-" + name.replace('_', '-');
        var variable = "OS_" + name.toUpperCase(Locale.ROOT);
        return CliFailure.of("The setting '" + name + "' is missing, so there is no way to log in.")
                .advise("Choose a cloud of clouds.yaml by --os-cloud or OS_CLOUD, or give " + option + " or " + variable
                        + ".");
    }
}
