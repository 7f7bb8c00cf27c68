package io.virga.compute.host;

import io.virga.model.HostName;

/// Each agent has its own broker account, and the broker stamps it on what the agent sends: so a broken host can speak
/// only for itself. A broker without accounts stamps nothing.
public final class AgentSender {

    private AgentSender() {}

    public static boolean speaksFor(String sender, HostName host) {
        return sender == null || sender.isEmpty() || sender.equals("agent-" + host);
    }
}
