package io.virga.image.discovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.image.store.StoreConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A store as the image API shows it. Flags are strings, and only there when they are set, as in Glance.
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoreInfo(
        String id,
        String description,
        @JsonProperty("default") String isDefault,
        @JsonProperty("read-only") String readOnly,
        String type,
        Map<String, String> properties) {

    record Several(List<StoreInfo> stores) {}

    static StoreInfo of(String id, StoreConfig config, boolean isDefault) {
        return new StoreInfo(
                id, config.description().orElse(null), flag(isDefault), flag(config.readOnly()), null, null);
    }

    /// For operators: what it is.
    StoreInfo detailed(StoreConfig config) {
        var properties = Map.of(
                "endpoint", config.endpoint().toString(),
                "bucket", config.bucket(),
                "region", config.region(),
                "address-style", word(config.addressStyle()),
                "encryption", word(config.encryption()));
        return new StoreInfo(id, description, isDefault, readOnly, "s3", properties);
    }

    private static String flag(boolean set) {
        return set ? "true" : null;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
