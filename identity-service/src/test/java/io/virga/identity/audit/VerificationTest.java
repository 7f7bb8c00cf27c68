package io.virga.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.contract.audit.AuditEvent;
import io.virga.contract.audit.AuditEvent.Host;
import io.virga.contract.audit.AuditEvent.Initiator;
import io.virga.contract.audit.AuditEvent.Observer;
import io.virga.contract.audit.AuditEvent.Reason;
import io.virga.contract.audit.AuditEvent.Target;
import io.virga.identity.audit.Link.Position;
import io.virga.identity.audit.Verification.Break;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Each way to tamper with a chain, and where it is found.
class VerificationTest {

    private final List<Link> chain = chain("alice", "bob", "carol", "dave", "eve", "frank", "grace", "heidi");

    @Test
    void anUntouchedChainHolds() {
        assertThat(verify(chain, at(3), at(8))).isEmpty();
        assertThat(verify(List.of())).isEmpty();
    }

    @Test
    void theHashIsThatOfTheHashBeforeAndTheRecordsBytes() {
        // printf 'é' | (head -c 32 /dev/zero; cat) | sha256sum
        assertThat(Position.START.next("\u00e9"))
                .isEqualTo(new Position(1, "78630b6e34a699666152306d009a8d8dd1c58f2a2a79ae0d31ae6b98b8f3e6df"));
    }

    @Test
    void aChangedRecordIsFound() {
        var before = chain.get(3);
        chain.set(3, new Link(before.position(), before.record().replace("dave", "mallory"), before.columns()));
        assertThat(brokenAt(chain)).isEqualTo(4);
    }

    @Test
    void aRecordThatWasChangedWithItsHashIsFoundAtTheNext() {
        chain.set(3, Link.after(chain.get(2).position(), event("mallory")));
        assertThat(brokenAt(chain)).isEqualTo(5);
    }

    @Test
    void aRemovedRecordIsFoundWhetherTheOthersAreNumberedAnewOrNot() {
        chain.remove(3);
        assertThat(verify(chain).orElseThrow().reason()).startsWith("missing");
        assertThat(brokenAt(chain)).isEqualTo(4);
        renumber();
        assertThat(brokenAt(chain)).isEqualTo(4);
    }

    @Test
    void theFirstRecordCannotBeRemoved() {
        chain.removeFirst();
        assertThat(brokenAt(chain)).isEqualTo(1);
        renumber();
        assertThat(brokenAt(chain)).isEqualTo(1);
    }

    @Test
    void anInsertedRecordIsFoundAtTheOneThatItPushedAway() {
        chain.add(3, Link.after(chain.get(2).position(), event("mallory")));
        renumber();
        assertThat(brokenAt(chain)).isEqualTo(5);
    }

    @Test
    void aRepeatedRecordIsFound() {
        chain.add(3, chain.get(2));
        assertThat(brokenAt(chain)).isEqualTo(4);
    }

    @Test
    void recordsThatChangedPlacesAreFound() {
        Collections.swap(chain, 3, 5);
        renumber();
        assertThat(brokenAt(chain)).isEqualTo(4);
    }

    @Test
    void columnsThatSayOtherThanTheRecordAreFound() {
        var link = chain.get(5);
        chain.set(5, new Link(link.position(), link.record(), chain.get(4).columns()));
        assertThat(brokenAt(chain)).isEqualTo(6);
        assertThat(verify(chain).orElseThrow().reason()).contains("columns");
    }

    @Test
    void whatIsNoEventAtAllIsFoundEvenWithAGoodHash() {
        var position = chain.get(2).position().next("nothing");
        assertThat(brokenAt(List.of(
                        chain.get(0),
                        chain.get(1),
                        chain.get(2),
                        new Link(position, "nothing", chain.get(3).columns()))))
                .isEqualTo(4);
    }

    @Test
    void aChainThatWasCutOffAtItsEndDoesNotReachACheckpoint() {
        var whole = chain.getLast().position();
        chain.removeLast();
        chain.removeLast();
        assertThat(verify(chain)).isEmpty();
        var found = verify(chain, whole).orElseThrow();
        assertThat(found.sequence()).isEqualTo(7);
        assertThat(found.reason()).startsWith("cut off").endsWith("up to 8");
        assertThat(verify(List.of(), whole).orElseThrow().sequence()).isEqualTo(1);
    }

    @Test
    void aChainThatWasMadeAnewDoesNotMeetACheckpoint() {
        var signed = at(5);
        var forged = chain("alice", "bob", "carol", "mallory", "eve", "frank");
        assertThat(verify(forged)).isEmpty();
        assertThat(verify(forged, signed).orElseThrow().sequence()).isEqualTo(5);
    }

    @Test
    void afterRetentionTheChainHoldsFromItsBaseAndFromNowhereElse() {
        var base = at(3);
        var kept = new ArrayList<>(chain.subList(3, chain.size()));
        assertThat(verify(base, kept, at(8))).isEmpty();
        assertThat(verify(base, kept.subList(1, kept.size()), at(8))
                        .orElseThrow()
                        .sequence())
                .isEqualTo(4);
        assertThat(verify(Position.START, kept).orElseThrow().sequence()).isEqualTo(1);
        assertThat(verify(at(2), kept).orElseThrow().sequence()).isEqualTo(3);
    }

    @Test
    void checkpointsThatContradictEachOtherAreFound() {
        assertThat(verify(chain, at(5), new Position(5, at(4).hash()))
                        .orElseThrow()
                        .sequence())
                .isEqualTo(5);
    }

    private Position at(int sequence) {
        return chain.get(sequence - 1).position();
    }

    private void renumber() {
        for (var i = 0; i < chain.size(); i++) {
            var link = chain.get(i);
            chain.set(i, new Link(new Position(i + 1, link.position().hash()), link.record(), link.columns()));
        }
    }

    private static long brokenAt(List<Link> links) {
        return verify(links).orElseThrow().sequence();
    }

    private static Optional<Break> verify(List<Link> links, Position... checkpoints) {
        return verify(Position.START, links, checkpoints);
    }

    private static Optional<Break> verify(Position start, List<Link> links, Position... checkpoints) {
        var verification = new Verification(start, List.of(checkpoints));
        for (var link : links) {
            if (!verification.follow(link)) {
                break;
            }
        }
        return verification.end();
    }

    private static List<Link> chain(String... users) {
        var links = new ArrayList<Link>();
        var last = Position.START;
        for (var user : users) {
            var link = Link.after(last, event(user));
            links.add(link);
            last = link.position();
        }
        return links;
    }

    private static AuditEvent event(String user) {
        return new AuditEvent(
                UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8)),
                Instant.parse("2026-11-24T08:15:30.123456789Z"),
                "delete",
                AuditEvent.Outcome.SUCCESS,
                new Initiator(user, "u", user, "d1", "p1", null, new Host("192.0.2.1", "curl"), "req-1", null),
                new Target("s1", "service/compute/servers", null, "d2"),
                Observer.service("compute"),
                Reason.http(204, "rule"),
                "/v2.1/servers/s1");
    }
}
