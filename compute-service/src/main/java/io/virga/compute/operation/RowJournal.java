package io.virga.compute.operation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.model.CloudException;
import io.virga.model.InstanceId;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/// The journal of a running operation: its row. Each entry is a transaction of its own, renews the lease, and throws
/// `Superseded` when a deletion has taken the row.
final class RowJournal implements Workflow.Journal {

    private final Operations operations;
    private final Clock clock;
    private final Duration leaseTime;
    private final InstanceId instance;
    private final UUID id;
    private final UUID holder;
    private int position;
    private boolean undoing;

    RowJournal(Operations operations, Clock clock, Duration leaseTime, Operation operation, UUID holder) {
        this.operations = operations;
        this.clock = clock;
        this.leaseTime = leaseTime;
        this.instance = operation.instance();
        this.id = operation.id();
        this.holder = holder;
        this.position = operation.position();
        this.undoing = operation.undoing();
    }

    @Override
    public int position() {
        return position;
    }

    @Override
    public boolean undoing() {
        return undoing;
    }

    @Override
    public void completed(String step) {
        // A report may have failed the operation while the step ran: then there is one step more to undo, this one.
        enter(operation -> {
            if (!operation.undoing()) {
                operation.completed();
            }
        });
    }

    @Override
    public void failed(String step, RuntimeException failure) {
        var detail = failure instanceof CloudException known ? known.detail() : failure.toString();
        enter(operation -> operation.fail(new Failure(failure.getMessage(), detail, false)));
    }

    @Override
    public void undone(String step) {
        enter(Operation::undone);
    }

    private void enter(Consumer<Operation> entry) {
        QuarkusTransaction.requiringNew().run(() -> {
            var operation = operations.lockSame(instance, id);
            entry.accept(operation);
            operation.leaseTo(holder, clock.instant().plus(leaseTime));
            position = operation.position();
            undoing = operation.undoing();
        });
    }
}
