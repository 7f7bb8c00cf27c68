package io.virga.web.audit;

import io.virga.contract.audit.AuditEvent;
import java.util.List;

/// Where the process puts the records of its calls.
public interface AuditStore {

    /// When this returns the batch is safe, and will be in the chain once. Throws when it may not be.
    void write(List<AuditEvent> batch);
}
