package io.virga.compute.api;

import io.virga.web.version.Microversion;
import io.virga.web.version.MicroversionRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// The compute microversions that this service speaks. The highest one is a promise: every step up to it that touches
/// an operation served here is done, because clients take other paths when they see it.
@ApplicationScoped
public class ComputeMicroversions implements MicroversionRange {

    private static final Microversion MIN = new Microversion(2, 1);
    private static final Microversion MAX = new Microversion(2, 45);

    @Override
    public String service() {
        return "compute";
    }

    @Override
    public Optional<String> legacyHeader() {
        return Optional.of("X-OpenStack-Nova-API-Version");
    }

    @Override
    public Microversion min() {
        return MIN;
    }

    @Override
    public Microversion max() {
        return MAX;
    }

    /// Everything below `/v2.1/`; the version documents themselves are the same for all.
    @Override
    public boolean appliesTo(String path) {
        return path.startsWith("/v2.1/") && path.length() > "/v2.1/".length();
    }
}
