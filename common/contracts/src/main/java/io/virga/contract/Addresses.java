package io.virga.contract;

import io.virga.model.HostName;

/// The broker's addresses. Queues hand each message to one reader, topics to every one.
public final class Addresses {

    /// Queue, compute → any scheduler: `SchedulerRequest`.
    public static final String SCHEDULER_REQUESTS = "scheduler.requests";

    /// Queue, scheduler → any compute: `SchedulerReply`.
    public static final String COMPUTE_REPLIES = "compute.replies";

    /// Queue, agents → any compute: `AgentReport`.
    public static final String COMPUTE_REPORTS = "compute.reports";

    /// Topic, agents → scheduler and compute, not persistent: `HostReport`.
    public static final String HOST_HEARTBEATS = "hosts.heartbeats";

    /// Queue, network → any compute: `PortEvent`.
    public static final String NETWORK_PORTS = "network.ports";

    /// Topic, identity → all: `Revocation`.
    public static final String IDENTITY_REVOCATIONS = "identity.revocations";

    /// Queue, all services → identity: `AuditRecords`.
    public static final String AUDIT_RECORDS = "audit.records";

    /// Prefix of the queues on which a compute process takes answers to its questions.
    public static final String COMPUTE_ANSWERS = "compute.answers.";

    private Addresses() {}

    /// Queue, compute → the agent on `host`: `AgentCommand`.
    public static String commands(HostName host) {
        return "agent." + host + ".commands";
    }

    /// Queue, compute → the agent on `host`: `ImageCommand`.
    public static String images(HostName host) {
        return "agent." + host + ".images";
    }

    /// Queue, compute → the agent on `host`, not persistent, answered to `JMSReplyTo`: `AgentQuestion`.
    public static String questions(HostName host) {
        return "agent." + host + ".questions";
    }
}
