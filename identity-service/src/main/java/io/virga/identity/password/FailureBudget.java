package io.virga.identity.password;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Failures that each of many keys may afford: so many at once, and so many a minute from then on. It remembers the
/// keys that failed last, and no more than `MOST_KEYS` of them.
final class FailureBudget {

    static final int MOST_KEYS = 5_000;

    private static final double MINUTE = Duration.ofMinutes(1).toNanos();

    private final int perMinute;
    private final Map<String, Balance> balances = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Balance> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private record Balance(double left, Instant at) {}

    FailureBudget(int perMinute) {
        this.perMinute = perMinute;
    }

    /// How long until `key` may fail again; zero for now.
    synchronized Duration untilRoom(String key, Instant now) {
        if (perMinute <= 0 || !balances.containsKey(key)) {
            return Duration.ZERO;
        }
        var missing = 1 - left(key, now);
        return missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) (missing / perMinute * MINUTE) + 1);
    }

    synchronized void failed(String key, Instant now) {
        if (perMinute > 0) {
            balances.put(key, new Balance(left(key, now) - 1, now));
        }
    }

    synchronized int size() {
        return balances.size();
    }

    private double left(String key, Instant now) {
        var balance = balances.get(key);
        if (balance == null) {
            return perMinute;
        }
        var gained = Duration.between(balance.at(), now).toNanos() / MINUTE * perMinute;
        return Math.min(perMinute, balance.left() + Math.max(0, gained));
    }
}
