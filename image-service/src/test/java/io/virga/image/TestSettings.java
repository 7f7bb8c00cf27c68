package io.virga.image;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/// Settings without the service: a store `s3` that is nowhere, and what a test adds.
public final class TestSettings {

    private TestSettings() {}

    /// `others` take the place of what they name.
    public static ImageConfig with(Map<String, String> others) {
        var settings = new HashMap<>(Map.of(
                "image.stores.s3.endpoint", "http://none",
                "image.stores.s3.access-key", "a",
                "image.stores.s3.secret-key", "b"));
        settings.putAll(others);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 1))
                .withMapping(ImageConfig.class)
                .build()
                .getConfigMapping(ImageConfig.class);
    }
}
