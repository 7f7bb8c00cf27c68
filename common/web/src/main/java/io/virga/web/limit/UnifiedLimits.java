package io.virga.web.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.virga.web.VirgaConfig;
import io.virga.web.limit.LimitsClient.Registered;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The unified limits of the identity service, for the quotas of the others: by the names of resources that users of
/// oslo.limit know, -1 for no limit.
///
/// Seconds old at most while the identity service answers; while it does not, what it said last. A request waits a
/// second or so for it at worst, and not again before the next question is due. Ask before a transaction holds anything
/// that others wait for.
@ApplicationScoped
public class UnifiedLimits {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_PROJECTS = 10_000;

    private record Whose(String serviceType, String project) {}

    private final LimitsClient client;
    private final VirgaConfig config;
    private final Clock clock;
    private final Map<String, Remembered<Registered>> registered = new ConcurrentHashMap<>();
    private final Cache<Whose, Remembered<Map<String, Long>>> own =
            Caffeine.newBuilder().maximumSize(MOST_PROJECTS).build();

    UnifiedLimits(LimitsClient client, VirgaConfig config, Clock clock) {
        this.client = client;
        this.config = config;
        this.clock = clock;
    }

    /// What every project may have that has no limit of its own.
    public Map<String, Long> defaults(String serviceType) {
        return registered(serviceType).ceilings();
    }

    /// What the project may have: its own limit, or the one for every project. A resource without either is not there.
    public Map<String, Long> of(String serviceType, String project) {
        var forAll = registered(serviceType);
        if (forAll.ceilings().isEmpty()) {
            return Map.of(); // nobody has a limit of their own for what is not registered
        }
        var limits = new HashMap<>(forAll.ceilings());
        var kept = own.get(new Whose(serviceType, project), _ -> remembered(Map.of()));
        limits.putAll(kept.get(() -> client.of(project, forAll.services())));
        return limits;
    }

    private Registered registered(String serviceType) {
        if (config.identity().url().isEmpty()) {
            return Registered.NOTHING;
        }
        return registered
                .computeIfAbsent(serviceType, _ -> remembered(Registered.NOTHING))
                .get(() -> client.registered(serviceType));
    }

    private <T> Remembered<T> remembered(T first) {
        return new Remembered<>(first, clock, config.identity().limitsAge(), PATIENCE);
    }
}
