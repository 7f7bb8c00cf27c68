package io.virga.compute.operation;

/// The operation is no longer the instance's: a deletion has taken its place. Whoever carried it out stops at once and
/// leaves everything to the new one.
public final class Superseded extends RuntimeException {

    public Superseded(String operation) {
        super("superseded: " + operation);
    }
}
