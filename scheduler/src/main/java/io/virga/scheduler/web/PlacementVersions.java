package io.virga.scheduler.web;

import io.virga.web.version.Microversion;
import io.virga.web.version.MicroversionRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// The versions of the Placement API that are spoken.
@ApplicationScoped
public class PlacementVersions implements MicroversionRange {

    @Override
    public String service() {
        return "placement";
    }

    @Override
    public Optional<String> legacyHeader() {
        return Optional.empty();
    }

    @Override
    public Microversion min() {
        return new Microversion(1, 0);
    }

    @Override
    public Microversion max() {
        return new Microversion(1, 39);
    }

    @Override
    public boolean appliesTo(String path) {
        return !path.startsWith("/q/");
    }
}
