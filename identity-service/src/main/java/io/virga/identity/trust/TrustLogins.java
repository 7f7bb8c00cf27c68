package io.virga.identity.trust;

import io.virga.identity.domain.Domains;
import io.virga.identity.user.User;
import io.virga.identity.user.Users;
import io.virga.model.CloudException.Forbidden;
import io.virga.model.CloudException.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// Says what a trustee gets by a trust at the moment, and counts the use. All of the chain must be good: every trust,
/// and everybody who handed it on.
@ApplicationScoped
public class TrustLogins {

    private final Trusts trusts;
    private final Users users;
    private final Domains domains;
    private final Clock clock;

    TrustLogins(Trusts trusts, Users users, Domains domains, Clock clock) {
        this.trusts = trusts;
        this.users = users;
        this.domains = domains;
        this.clock = clock;
    }

    /// `holder` is whose rights they are, at the beginning of the chain; `bearer` whom the token names; `others` took
    /// part in between.
    public record Trusted(Trust trust, User holder, User bearer, List<String> others, Instant end) {}

    /// To be called before anything else of the transaction that uses the trust.
    public void prepare(String trustId) {
        trusts.lockWhenLimited(trustId);
    }

    /// Throws `Unauthenticated` for a trust that does not exist or is over, `Forbidden` for one of somebody else's or
    /// of somebody who is locked out.
    public Trusted use(String trustId, User trustee) {
        var trust = trusts.find(trustId).orElseThrow(Unauthenticated::new);
        if (!trust.trusteeId().equals(trustee.id())) {
            throw new Forbidden("User is not a trustee.");
        }
        var above = trusts.above(trustId);
        if (!above.stream().allMatch(one -> one.good(clock.instant()))) {
            throw new Unauthenticated();
        }
        var chain = new ArrayList<>(List.of(trust));
        chain.addAll(above);
        var people = new LinkedHashSet<String>();
        chain.forEach(one -> people.addAll(List.of(one.trustorId(), one.trusteeId())));
        if (!people.stream().map(users::get).allMatch(this::mayAct)) {
            throw new Forbidden("Somebody who took part in the trust is disabled.");
        }
        if (!trusts.use(trust)) {
            throw new Unauthenticated();
        }
        people.removeAll(List.of(trust.trustorId(), trust.trusteeId()));
        return new Trusted(
                trust,
                users.get(chain.getLast().trustorId()),
                trust.impersonation() ? users.get(trust.trustorId()) : trustee,
                List.copyOf(people),
                end(chain.stream()));
    }

    private boolean mayAct(User user) {
        return user.enabled() && domains.get(user.domainId()).enabled();
    }

    private static Instant end(Stream<Trust> chain) {
        return chain.flatMap(trust -> trust.expiresAt().stream())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }
}
