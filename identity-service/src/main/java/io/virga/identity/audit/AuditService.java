package io.virga.identity.audit;

import io.virga.identity.audit.Checkpoint.Purpose;
import io.virga.identity.audit.Checkpoint.Signed;
import io.virga.identity.audit.Checkpoints.Stored;
import io.virga.identity.audit.Link.Position;
import io.virga.identity.audit.Verification.Break;
import io.virga.model.CloudException.Invalid;
import io.virga.model.CloudException.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Reads the audit log, and proves that it is whole.
@ApplicationScoped
public class AuditService {

    private final Links links;
    private final Checkpoints checkpoints;
    private final CheckpointKey key;
    private final Clock clock;

    AuditService(Links links, Checkpoints checkpoints, CheckpointKey key, Clock clock) {
        this.links = links;
        this.checkpoints = checkpoints;
        this.key = key;
        this.clock = clock;
    }

    /// What a verification found: the numbers of the first and the last record that hold, the hash of the last, and
    /// where the chain breaks if it does.
    record Verdict(long first, Position last, Optional<Break> broken, Instant time) {}

    @Transactional
    List<Link> list(AuditQuery query) {
        var below = query.marker()
                .map(id -> links.find(id, query.domain())
                        .map(Link::sequence)
                        .orElseThrow(() -> new Invalid("marker: there is no audit event " + id + ".")));
        return links.list(query, below.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    /// An event that is not one of the only domain that the caller may see is not found.
    @Transactional
    Link get(String id, Optional<String> domain) {
        return id(id).flatMap(known -> links.find(known, domain)).orElseThrow(() -> new NotFound("audit event", id));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The chain's head as it is now, signed.
    @Transactional
    Signed checkpoint() {
        return key.sign(Checkpoint.head(links.head(), clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    /// The key that checkpoints are verified with, as a JWK.
    String publicKey() {
        return key.published();
    }

    /// Follows the whole chain, and looks whether it meets the checkpoints that are stored, and the one that the
    /// caller has kept. `Invalid` when that one is not good.
    Verdict verify(Optional<String> kept) {
        var held = kept.map(text -> key.verified(text)
                .orElseThrow(() -> new Invalid("checkpoint: it is not signed with this cloud's audit key.")));
        return links.snapshot(connection -> verify(connection, held));
    }

    private Verdict verify(Connection connection, Optional<Checkpoint> held) throws SQLException {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var bases = Checkpoints.all(connection, Purpose.BASE);
        var heads = Checkpoints.all(connection, Purpose.HEAD);
        var forged = forged(bases, Purpose.BASE).or(() -> forged(heads, Purpose.HEAD));
        if (forged.isPresent()) {
            var found = new Break(forged.get().sequence(), "a stored checkpoint is not signed with the audit key");
            return new Verdict(0, Position.START, Optional.of(found), now);
        }
        var start = bases.stream()
                .flatMap(base -> key.verified(base.signed()).stream())
                .map(Checkpoint::position)
                .reduce((_, later) -> later)
                .orElse(Position.START);
        if (held.filter(checkpoint -> checkpoint.sequence() < start.sequence()).isPresent()) {
            throw new Invalid("checkpoint: the records up to it are no longer kept.");
        }
        var due = new ArrayList<Position>();
        heads.forEach(
                head -> key.verified(head.signed()).map(Checkpoint::position).ifPresent(due::add));
        held.map(Checkpoint::position).ifPresent(due::add);
        var verification = new Verification(start, due);
        Links.walk(connection, verification::follow);
        return new Verdict(verification.first(), verification.last(), verification.end(), now);
    }

    /// Removes the chain's beginning that is older than `age`; the rest hangs on a signed base from then on. The
    /// last record always stays.
    @Transactional
    void forgetOlderThan(Duration age) {
        links.lastBefore(clock.instant().minus(age)).ifPresent(last -> {
            checkpoints.rebase(key.sign(Checkpoint.base(last, clock.instant().truncatedTo(ChronoUnit.SECONDS))));
            links.removeUpTo(last.sequence());
        });
    }

    private Optional<Stored> forged(List<Stored> stored, Purpose purpose) {
        return stored.stream()
                .filter(one -> key.verified(one.signed())
                        .filter(checkpoint -> checkpoint.purpose() == purpose)
                        .isEmpty())
                .findFirst();
    }
}
