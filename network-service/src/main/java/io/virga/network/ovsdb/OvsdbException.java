package io.virga.network.ovsdb;

/// The database is away, or refused what it was asked.
public final class OvsdbException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OvsdbException(String message, Throwable cause) {
        super(message, cause);
    }

    public OvsdbException(String message) {
        this(message, null);
    }
}
