package io.virga.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What every service must know of the cloud that it belongs to.
@ConfigMapping(prefix = "virga")
public interface VirgaConfig {

    /// The region whose endpoints the catalog shows.
    @WithDefault("RegionOne")
    String region();

    /// The operator's own rules, one file for all services, which replace the defaults of `docs/policy.md`. Without it
    /// the defaults hold.
    Optional<Path> policyFile();

    Identity identity();

    Service service();

    /// Base URLs of the services that this one asks, by type: `image`, `network`, `placement`.
    Map<String, URI> endpoints();

    /// Where tokens come from.
    interface Identity {

        /// Base URL of the identity service, without `/v3`. The identity service itself has none.
        Optional<URI> url();

        /// How old the unified limits may be that quotas are held against.
        @WithDefault("5s")
        Duration limitsAge();
    }

    /// This service's own account, with which it asks the other services.
    interface Service {

        Optional<String> username();

        Optional<String> password();

        /// What the catalog calls this kind of service, such as `compute`: access rules of application credentials name
        /// it.
        Optional<String> type();
    }
}
