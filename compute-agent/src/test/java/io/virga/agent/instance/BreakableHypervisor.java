package io.virga.agent.instance;

import io.virga.agent.hypervisor.About;
import io.virga.agent.hypervisor.Blueprint;
import io.virga.agent.hypervisor.Hypervisor;
import io.virga.agent.hypervisor.HypervisorFailure;
import io.virga.agent.hypervisor.Sighting;
import io.virga.model.InstanceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A hypervisor that does what the one behind it does, except where it was told to break, and keeps account of it.
final class BreakableHypervisor implements Hypervisor {

    private final Hypervisor inner;
    private final List<String> deeds = new ArrayList<>();
    private String broken = "";
    private boolean afterwards;
    private int times;
    private Supplier<RuntimeException> failure;
    private volatile CountDownLatch copying;

    BreakableHypervisor(Hypervisor inner) {
        this.inner = inner;
    }

    /// The next `times` calls of `deed` fail, `afterwards` or before they had their effect.
    void breakAt(String deed, int times, boolean afterwards, Supplier<RuntimeException> failure) {
        this.broken = deed;
        this.times = times;
        this.afterwards = afterwards;
        this.failure = failure;
    }

    /// From now on a copy takes until it is interrupted; the latch falls when one has begun.
    CountDownLatch copyForEver() {
        copying = new CountDownLatch(1);
        return copying;
    }

    synchronized List<String> deeds() {
        return List.copyOf(deeds);
    }

    @Override
    public void launch(Blueprint blueprint) {
        run("launch", () -> inner.launch(blueprint));
    }

    @Override
    public void start(InstanceId id) {
        run("start", () -> inner.start(id));
    }

    @Override
    public void pressPowerButton(InstanceId id) {
        run("press", () -> inner.pressPowerButton(id));
    }

    @Override
    public void cutPower(InstanceId id) {
        run("cut", () -> inner.cutPower(id));
    }

    @Override
    public void destroy(InstanceId id) {
        run("destroy", () -> inner.destroy(id));
    }

    @Override
    public void remember(InstanceId id, long generation) {
        run("remember", () -> inner.remember(id, generation));
    }

    @Override
    public boolean copyRootDisk(InstanceId id, Path copy) {
        var copied = new boolean[1];
        run("copy", () -> copied[0] = inner.copyRootDisk(id, copy));
        if (copying != null) {
            copying.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HypervisorFailure("interrupted", e);
            }
        }
        return copied[0];
    }

    @Override
    public void stopCopying(InstanceId id) {
        run("stop copying", () -> inner.stopCopying(id));
    }

    @Override
    public Path rootDisk(InstanceId id) {
        return inner.rootDisk(id);
    }

    @Override
    public void moveRootDisk(InstanceId id, Path successor) {
        run("move", () -> inner.moveRootDisk(id, successor));
    }

    @Override
    public void resume(InstanceId id) {
        run("resume", () -> inner.resume(id));
    }

    @Override
    public Optional<Sighting> find(InstanceId id) {
        return inner.find(id);
    }

    @Override
    public List<Sighting> inventory() {
        return inner.inventory();
    }

    @Override
    public void onChange(Consumer<InstanceId> listener) {
        inner.onChange(listener);
    }

    @Override
    public About about() {
        return inner.about();
    }

    private void run(String deed, Runnable effect) {
        synchronized (this) {
            deeds.add(deed);
        }
        var breaks = deed.equals(broken) && times-- > 0;
        if (!breaks || afterwards) {
            effect.run();
        }
        if (breaks) {
            throw failure.get();
        }
    }
}
