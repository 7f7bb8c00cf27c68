package io.virga.compute.operation;

import java.time.Duration;

/// One kind of operation: its steps, and what happens when they are through.
public interface Procedure {

    /// As `Operation.kind` has it.
    String kind();

    /// Goes as far as it can now. Never inside a transaction: steps make their own, and call other services.
    Workflow.Outcome advance(Operation operation, Workflow.Journal journal);

    /// All steps are done. In the transaction that removes the journal.
    void finished(Operation operation);

    /// All steps are undone. In a transaction; true when the operation has begun anew, false to remove the journal.
    boolean undone(Operation operation);

    /// How long to let a waiting step wait before it is looked at again without a message.
    Duration patience(String step);
}
