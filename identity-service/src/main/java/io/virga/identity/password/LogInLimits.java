package io.virga.identity.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How many log-ins may fail before more of them have to wait. Those that succeed never count.
@ConfigMapping(prefix = "identity.log-in-limits")
public interface LogInLimits {

    /// So many failures a minute of one client address; 0 for no limit.
    @WithDefault("60")
    int failuresPerSource();

    /// So many failures a minute of one user, or of one name that nobody has; 0 for no limit.
    @WithDefault("20")
    int failuresPerUser();
}
