package io.virga.identity.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.virga.identity.audit.Link.Position;
import java.time.Instant;

/// Says that at `time` the chain's record `sequence` had `hash`. `purpose` keeps the two kinds apart, whose
/// signatures must not stand for each other.
record Checkpoint(@JsonProperty("iss") String issuer, Purpose purpose, long sequence, String hash, Instant time) {

    static final String ISSUER = "virga-audit";

    enum Purpose {
        /// The chain went this far.
        @JsonProperty("head")
        HEAD,
        /// What came up to here is no longer kept: the chain begins after it.
        @JsonProperty("base")
        BASE;

        String word() {
            return this == HEAD ? "head" : "base";
        }
    }

    static Checkpoint head(Position position, Instant time) {
        return new Checkpoint(ISSUER, Purpose.HEAD, position.sequence(), position.hash(), time);
    }

    static Checkpoint base(Position position, Instant time) {
        return new Checkpoint(ISSUER, Purpose.BASE, position.sequence(), position.hash(), time);
    }

    Position position() {
        return new Position(sequence, hash);
    }

    /// A checkpoint and the compact JWS that proves it.
    record Signed(Checkpoint checkpoint, String text) {}
}
