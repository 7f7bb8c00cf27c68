package io.virga.identity.password;

import io.virga.identity.ClientAddress;
import io.virga.model.CloudException.TooManyRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/// Slows those who guess: a client address, or a user whose secret is guessed at from many, that fails too often is
/// refused without a look at the secret, until some time has passed. Names that nobody has are treated as if somebody
/// had them, so nothing is learned by it (SEC-23).
///
/// Ask `requireRoom` right before the secret is checked, and say `failed` when it was wrong.
@ApplicationScoped
public class LoginGuard {

    private final FailureBudget sources;
    private final FailureBudget users;
    private final ClientAddress client;
    private final Clock clock;

    LoginGuard(LogInLimits limits, ClientAddress client, Clock clock) {
        this.sources = new FailureBudget(limits.failuresPerSource());
        this.users = new FailureBudget(limits.failuresPerUser());
        this.client = client;
        this.clock = clock;
    }

    /// `who` is the user's id, or any text that names whose secret it is said to be.
    public void requireRoom(String who) {
        var now = clock.instant();
        var wait = sources.untilRoom(client.source(), now);
        var longer = users.untilRoom(who, now);
        var longest = wait.compareTo(longer) > 0 ? wait : longer;
        if (longest.isPositive()) {
            throw new TooManyRequests(
                    "Too many log-ins failed. Try again later.",
                    longest.plus(Duration.ofMillis(999)).toSeconds());
        }
    }

    public void failed(String who) {
        var now = clock.instant();
        sources.failed(client.source(), now);
        users.failed(who, now);
    }
}
