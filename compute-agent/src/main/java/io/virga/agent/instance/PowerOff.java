package io.virga.agent.instance;

import io.virga.agent.hypervisor.Hypervisor;
import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;
import java.time.Duration;

/// Turns a machine off the way its owner would: press the button, wait, press again, and pull the plug in the end.
public final class PowerOff {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Hypervisor hypervisor;
    private final Duration pressAgain;

    /// A press is lost while the guest boots, so it is repeated every `pressAgain`.
    public PowerOff(Hypervisor hypervisor, Duration pressAgain) {
        this.hypervisor = hypervisor;
        this.pressAgain = pressAgain;
    }

    /// The machine is off when it returns.
    void within(InstanceId id, Duration grace) {
        var end = System.nanoTime() + grace.toNanos();
        var nextPress = System.nanoTime();
        while (isOn(id) && System.nanoTime() < end) {
            if (System.nanoTime() >= nextPress) {
                hypervisor.pressPowerButton(id);
                nextPress += pressAgain.toNanos();
            }
            rest();
        }
        hypervisor.cutPower(id);
    }

    private boolean isOn(InstanceId id) {
        return hypervisor
                .find(id)
                .filter(machine -> machine.power() == Power.RUNNING || machine.power() == Power.PAUSED)
                .isPresent();
    }

    private static void rest() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a guest was shutting down", e);
        }
    }
}
