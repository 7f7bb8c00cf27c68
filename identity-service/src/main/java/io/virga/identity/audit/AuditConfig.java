package io.virga.identity.audit;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/// What an operator may set for the audit log.
@ConfigMapping(prefix = "identity.audit")
public interface AuditConfig {

    /// How long records are kept; for ever when not set. What is older is deleted once a day, if the chain is whole.
    Optional<Duration> retention();
}
