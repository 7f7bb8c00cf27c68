package io.virga.contract.agent;

/// What a host sees of an instance. `ABSENT`: the host knows nothing of it.
public enum Power {
    RUNNING,
    PAUSED,
    SHUT_DOWN,
    CRASHED,
    ABSENT
}
