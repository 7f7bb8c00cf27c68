package io.virga.identity;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A cloud whose operator demands much of passwords, and lets no project have more than its domain. Every profile costs
/// a start of the service: settings that do not get into each other's way share this one.
public final class StrictCloud implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("identity.limit-model", "strict-two-level"),
                Map.entry("identity.security-compliance.lockout-failure-attempts", "2"),
                Map.entry("identity.security-compliance.lockout-duration", "1m"),
                Map.entry("identity.security-compliance.unique-last-password-count", "2"),
                Map.entry("identity.security-compliance.password-expires-days", "90"),
                Map.entry("identity.security-compliance.password-regex", "^(?=.*\\d).{4,}$"),
                Map.entry("identity.security-compliance.password-regex-description", "four with a digit"),
                Map.entry("identity.security-compliance.change-password-upon-first-use", "true"),
                Map.entry("identity.security-compliance.disable-user-account-days-inactive", "30"),
                Map.entry("identity.log-in-limits.failures-per-user", "6"),
                Map.entry("identity.log-in-limits.failures-per-source", "1000"));
    }
}
