package io.virga.compute.instance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.virga.compute.operation.Operation;
import io.virga.compute.operation.Operations;
import io.virga.compute.operation.Superseded;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/// The transactions of a step: each holds the locks of the operation and its instance, and none takes place once a
/// deletion has taken the instance over. So nothing is sent to a host after its DestroyInstance.
@ApplicationScoped
class StepTransactions {

    private final Operations operations;
    private final Instances instances;

    StepTransactions(Operations operations, Instances instances) {
        this.operations = operations;
        this.instances = instances;
    }

    /// What a step does with its instance while it holds it.
    interface Work<R> {
        R with(Instance instance, Operation operation);
    }

    <R> R in(Operation operation, Work<R> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var same = operations.lockSame(operation.instance(), operation.id());
            var instance = instances
                    .lock(operation.instance())
                    .orElseThrow(() -> new Superseded(operation.id().toString()));
            return work.with(instance, same);
        });
    }

    <R> R in(Operation operation, Function<Instance, R> work) {
        return in(operation, (instance, _) -> work.apply(instance));
    }
}
