package io.virga.agent.guest;

import io.virga.model.PortId;

/// The name of the network device on the host: `tap` and as much of the port's id as the kernel allows.
public final class TapName {

    private static final int ID_LETTERS = 11;

    private TapName() {}

    public static String of(PortId port) {
        return "tap" + port.toString().substring(0, ID_LETTERS);
    }
}
