package io.virga.systemtests;

/// A service's name as `dev` has it, its port before the offset, and its type in the catalog.
enum Service {
    IDENTITY("identity", 5000),
    IMAGE("image", 9292),
    COMPUTE("compute", 8774),
    NETWORK("network", 9696),
    SCHEDULER("scheduler", 8778);

    private final String process;
    private final int port;

    Service(String process, int port) {
        this.process = process;
        this.port = port;
    }

    String process() {
        return process;
    }

    int port() {
        return port;
    }
}
