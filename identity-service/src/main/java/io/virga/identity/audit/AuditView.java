package io.virga.identity.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.virga.identity.audit.AuditService.Verdict;
import io.virga.identity.audit.Checkpoint.Signed;
import io.virga.identity.audit.Verification.Break;
import java.time.Instant;

/// A link of the chain: `record` is the CADF event, the very bytes that were hashed.
record AuditView(long sequence, String hash, @JsonRawValue String record) {

    record One(AuditView event) {}

    static AuditView of(Link link) {
        return new AuditView(link.sequence(), link.position().hash(), link.record());
    }

    /// What a verification found.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verified(
            boolean intact,
            @JsonProperty("first_sequence") long first,
            @JsonProperty("last_sequence") long last,
            String hash,
            @JsonProperty("broken_at") Break broken,
            @JsonProperty("verified_at") Instant time) {

        record One(Verified verification) {}

        static One of(Verdict verdict) {
            return new One(new Verified(
                    verdict.broken().isEmpty(),
                    verdict.first(),
                    verdict.last().sequence(),
                    verdict.last().hash(),
                    verdict.broken().orElse(null),
                    verdict.time()));
        }
    }

    /// A checkpoint to keep elsewhere, and the key to verify it with.
    record Pinned(
            long sequence,
            String hash,
            Instant time,
            String signed,
            @JsonRawValue String key) {

        record One(Pinned checkpoint) {}

        static One of(Signed signed, String key) {
            var checkpoint = signed.checkpoint();
            return new One(new Pinned(checkpoint.sequence(), checkpoint.hash(), checkpoint.time(), signed.text(), key));
        }
    }
}
