package io.virga.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What an operator may set for the identity service.
@ConfigMapping(prefix = "identity")
public interface IdentityConfig {

    /// Where the keys lie that sign tokens and encrypt credentials. Made at the first start, readable only by the
    /// service's own account.
    Path keysDir();

    /// How long a token is good.
    @WithDefault("1h")
    Duration tokenLifetime();

    /// The bcrypt cost of new password hashes: 4 to 31, each step doubles the time of a log-in.
    @WithDefault("10")
    int passwordCost();

    /// How the limits of projects and domains hang together; see docs/limits.md.
    @WithDefault("flat")
    LimitModel limitModel();

    Bootstrap bootstrap();

    /// `FLAT`: not at all. `STRICT_TWO_LEVEL`: no project may have more than its domain, and no project is below
    /// another.
    enum LimitModel {
        FLAT,
        STRICT_TWO_LEVEL
    }

    /// What must exist before anybody can log in; made at start where it is missing.
    interface Bootstrap {

        /// Password of the user `admin`, used only when that user is made.
        Optional<String> adminPassword();

        /// Passwords of the services' own accounts, by service: `compute`, `image`, `network`, `placement`.
        Map<String, String> servicePasswords();

        /// Public URL by service type; changing one changes the catalog at the next start.
        Map<String, String> endpoints();
    }
}
