package io.virga.compute.quota;

import io.virga.compute.ComputeConfig;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// What a project's quota speaks of, by the names of the API. Networks' own resources are kept by the network service,
/// and shown here only to clients that still ask compute for them.
public enum QuotaResource {
    INSTANCES("instances", "servers", Kind.COMPUTE, ComputeConfig.Quota::instances),
    CORES("cores", "class:VCPU", Kind.COMPUTE, ComputeConfig.Quota::cores),
    RAM("ram", "class:MEMORY_MB", Kind.COMPUTE, ComputeConfig.Quota::ram),
    KEY_PAIRS("key_pairs", "server_key_pairs", Kind.COMPUTE, ComputeConfig.Quota::keyPairs),
    METADATA_ITEMS("metadata_items", "server_metadata_items", Kind.COMPUTE, ComputeConfig.Quota::metadataItems),
    SERVER_GROUPS("server_groups", "server_groups", Kind.COMPUTE, _ -> 10),
    SERVER_GROUP_MEMBERS("server_group_members", "server_group_members", Kind.COMPUTE, _ -> 10),
    INJECTED_FILES("injected_files", "server_injected_files", Kind.FILES, _ -> 0),
    INJECTED_FILE_CONTENT_BYTES(
            "injected_file_content_bytes", "server_injected_file_content_bytes", Kind.FILES, _ -> 0),
    INJECTED_FILE_PATH_BYTES("injected_file_path_bytes", "server_injected_file_path_bytes", Kind.FILES, _ -> 0),
    FIXED_IPS("fixed_ips", "", Kind.NETWORK, _ -> -1),
    FLOATING_IPS("floating_ips", "", Kind.NETWORK, _ -> -1),
    SECURITY_GROUPS("security_groups", "", Kind.NETWORK, _ -> -1),
    SECURITY_GROUP_RULES("security_group_rules", "", Kind.NETWORK, _ -> -1);

    /// Which microversions show it: `NETWORK` up to 2.35, `FILES` up to 2.56.
    public enum Kind {
        COMPUTE,
        FILES,
        NETWORK
    }

    private final String apiName;
    private final String unifiedName;
    private final Kind kind;
    private final ToIntFunction<ComputeConfig.Quota> defaultLimit;

    QuotaResource(String apiName, String unifiedName, Kind kind, ToIntFunction<ComputeConfig.Quota> defaultLimit) {
        this.apiName = apiName;
        this.unifiedName = unifiedName;
        this.kind = kind;
        this.defaultLimit = defaultLimit;
    }

    public static Optional<QuotaResource> named(String apiName) {
        return Arrays.stream(values())
                .filter(resource -> resource.apiName.equals(apiName))
                .findFirst();
    }

    public String apiName() {
        return apiName;
    }

    /// What it is called where limits of all services are kept, as Nova calls it there; empty when it is not kept
    /// there.
    String unifiedName() {
        return unifiedName;
    }

    public Kind kind() {
        return kind;
    }

    int defaultLimit(ComputeConfig.Quota quota) {
        return defaultLimit.applyAsInt(quota);
    }
}
