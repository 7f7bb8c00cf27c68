package io.virga.identity.audit;

import io.virga.contract.audit.AuditEvent;
import io.virga.messaging.WireFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// One record in the chain. `record` is the event's JSON, byte for byte what its hash was made of; `columns` are
/// what the database searches by.
record Link(Position position, String record, Columns columns) {

    /// Where a link is, and the hash that stands for it and all before it, in hexadecimal digits.
    record Position(long sequence, String hash) {

        /// Before the first link of all.
        static final Position START = new Position(0, "0".repeat(64));

        /// That of a link with `record` that follows this one.
        Position next(String record) {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update(HexFormat.of().parseHex(hash));
                digest.update(record.getBytes(StandardCharsets.UTF_8));
                return new Position(sequence + 1, HexFormat.of().formatHex(digest.digest()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /// The parts of an event that can be searched for.
    record Columns(
            UUID id,
            Instant time,
            String action,
            String outcome,
            String service,
            String userId,
            String projectId,
            String requestId,
            String globalRequestId,
            String userDomainId,
            String targetDomainId) {

        static Columns of(AuditEvent event) {
            var who = event.initiator();
            return new Columns(
                    event.id(),
                    event.eventTime(),
                    event.action(),
                    event.outcome().word(),
                    event.observer().name(),
                    who.id(),
                    who.projectId(),
                    who.requestId(),
                    who.globalRequestId(),
                    who.domainId(),
                    event.target() == null ? null : event.target().domainId());
        }
    }

    /// The event as the link that follows `last`.
    static Link after(Position last, AuditEvent event) {
        var record = WireFormat.write(event);
        return new Link(last.next(record), record, Columns.of(event));
    }

    long sequence() {
        return position.sequence();
    }

    /// Whether the columns say what the record says.
    boolean columnsHold() {
        return columnsOfRecord().filter(columns::equals).isPresent();
    }

    private Optional<Columns> columnsOfRecord() {
        try {
            return Optional.of(Columns.of(WireFormat.read(record, AuditEvent.class)));
        } catch (WireFormat.Unreadable e) {
            return Optional.empty();
        }
    }
}
