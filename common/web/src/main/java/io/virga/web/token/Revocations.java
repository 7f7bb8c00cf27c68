package io.virga.web.token;

import io.virga.contract.identity.Revocation;
import io.virga.contract.identity.TokenClaims;
import io.virga.model.CloudException.Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The revocations that this process knows of, in memory, each until the last token it concerns has expired by itself.
@ApplicationScoped
public class Revocations {

    private final Clock clock;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch complete = new CountDownLatch(1);
    private final Map<String, Revocation.OfToken> tokens = new ConcurrentHashMap<>();
    private final Map<String, List<Revocation>> users = new ConcurrentHashMap<>();
    private final Map<String, Revocation.OfProject> projects = new ConcurrentHashMap<>();
    private final Map<String, Revocation.OfDelegation> delegations = new ConcurrentHashMap<>();
    private final Map<String, Revocation.OfGroup> groups = new ConcurrentHashMap<>();

    Revocations(Clock clock) {
        this.clock = clock;
    }

    /// Says that every revocation in force has been added. Before that no token can be trusted.
    public void complete() {
        complete.countDown();
    }

    /// Waits a little for `complete`; throws `Unavailable` when it has not been said by then.
    void requireComplete() {
        try {
            if (!complete.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable("identity service", new TimeoutException("no revocations were loaded yet"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("identity service", e);
        }
    }

    /// Adding one twice is the same as adding it once.
    public void add(Revocation revocation) {
        switch (revocation) {
            case Revocation.OfToken token -> tokens.put(token.auditId(), token);
            case Revocation.OfDelegation delegation -> delegations.put(delegation.delegationId(), delegation);
            case Revocation.OfGroup group ->
                groups.merge(group.groupId(), group, (a, b) -> a.until().isAfter(b.until()) ? a : b);
            case Revocation.OfUser user -> ofUser(user.userId(), user);
            case Revocation.OfGrants grants -> ofUser(grants.userId(), grants);
            case Revocation.OfProject project ->
                projects.merge(project.projectId(), project, (a, b) -> a.until().isAfter(b.until()) ? a : b);
        }
        forgetExpired();
    }

    private void ofUser(String userId, Revocation revocation) {
        var known = users.computeIfAbsent(userId, _ -> new CopyOnWriteArrayList<>());
        if (!known.contains(revocation)) {
            known.add(revocation);
        }
    }

    /// Whether the token is revoked.
    public boolean concern(TokenClaims claims) {
        return (claims.auditIds() != null && claims.auditIds().stream().anyMatch(tokens::containsKey))
                || claims.delegationId().filter(delegations::containsKey).isPresent()
                || claims.concernedUsers().stream()
                        .flatMap(user -> users.getOrDefault(user, List.of()).stream())
                        .anyMatch(one -> concerns(one, claims))
                || claims.federatedGroups().stream()
                        .anyMatch(id -> groups.get(id) instanceof Revocation.OfGroup group
                                && !claims.issuedAt().isAfter(group.issuedBefore()))
                || (claims.projectId() != null
                        && projects.get(claims.projectId()) instanceof Revocation.OfProject project
                        && !claims.issuedAt().isAfter(project.issuedBefore()));
    }

    private static boolean concerns(Revocation revocation, TokenClaims claims) {
        return switch (revocation) {
            case Revocation.OfUser user -> !claims.issuedAt().isAfter(user.issuedBefore());
            case Revocation.OfGrants grants ->
                !claims.issuedAt().isAfter(grants.issuedBefore())
                        && (grants.projectId() == null
                                ? claims.projectId() == null
                                        && (claims.domainId() != null || Boolean.TRUE.equals(claims.system()))
                                : grants.projectId().equals(claims.projectId()));
            case Revocation.OfToken _, Revocation.OfProject _, Revocation.OfGroup _, Revocation.OfDelegation _ -> false;
        };
    }

    private void forgetExpired() {
        var now = clock.instant();
        tokens.values().removeIf(token -> token.until().isBefore(now));
        delegations.values().removeIf(delegation -> delegation.until().isBefore(now));
        groups.values().removeIf(group -> group.until().isBefore(now));
        projects.values().removeIf(project -> project.until().isBefore(now));
        users.values().forEach(list -> list.removeIf(one -> one.until().isBefore(now)));
        users.values().removeIf(List::isEmpty);
    }
}
