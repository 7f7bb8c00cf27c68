package io.virga.agent.hypervisor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.virga.agent.disk.EmptyQcow2;
import io.virga.agent.host.AtomicFiles;
import io.virga.contract.agent.Power;
import io.virga.messaging.WireFormat;
import io.virga.model.InstanceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Machines that exist only as small files, one each: for people who want the API without the rights, and for tests.
///
/// Like a real hypervisor it outlives the agent. Its guests are well behaved: they print a login prompt when they start
/// and obey the power button at once.
public final class SimulatedHypervisor implements Hypervisor {

    /// What a machine's file holds.
    record Machine(
            InstanceId instance, long generation, Power power, String title, String consoleLog, String rootDisk) {

        Machine with(Power now) {
            return new Machine(instance, generation, now, title, consoleLog, rootDisk);
        }

        Machine with(long ofGeneration) {
            return new Machine(instance, ofGeneration, power, title, consoleLog, rootDisk);
        }

        Machine with(Path disk) {
            return new Machine(instance, generation, power, title, consoleLog, disk.toString());
        }
    }

    private final Path folder;
    private final Map<InstanceId, Machine> machines = new ConcurrentHashMap<>();
    private final List<Consumer<InstanceId>> listeners = new CopyOnWriteArrayList<>();

    public SimulatedHypervisor(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (var files = Files.newDirectoryStream(folder, "*.json")) {
                for (var file : files) {
                    var machine = WireFormat.read(Files.readString(file), Machine.class);
                    machines.put(machine.instance(), machine);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void launch(Blueprint blueprint) {
        machines.computeIfAbsent(
                blueprint.instance(),
                id -> keep(new Machine(
                        id,
                        blueprint.generation(),
                        Power.SHUT_DOWN,
                        blueprint.title(),
                        blueprint.consoleLog().toString(),
                        blueprint.rootDisk().file().toString())));
        start(blueprint.instance());
    }

    @Override
    public void start(InstanceId id) {
        change(id, machine -> {
            if (machine.power() == Power.RUNNING) {
                return machine;
            }
            boot(machine);
            return machine.with(Power.RUNNING);
        });
    }

    @Override
    public void pressPowerButton(InstanceId id) {
        cutPower(id);
    }

    @Override
    public void cutPower(InstanceId id) {
        change(id, machine -> machine.power() == Power.SHUT_DOWN ? machine : machine.with(Power.SHUT_DOWN));
    }

    @Override
    public void destroy(InstanceId id) {
        machines.computeIfPresent(id, (_, _) -> {
            AtomicFiles.delete(file(id));
            return null;
        });
        tell(id);
    }

    @Override
    public void remember(InstanceId id, long generation) {
        change(id, machine -> machine.generation() == generation ? machine : machine.with(generation));
    }

    @Override
    public boolean copyRootDisk(InstanceId id, Path copy) {
        if (machine(id).power() != Power.RUNNING) {
            return false;
        }
        EmptyQcow2.write(copy);
        return true;
    }

    @Override
    public void stopCopying(InstanceId id) {
        // it is over at once
    }

    @Override
    public Path rootDisk(InstanceId id) {
        return Path.of(machine(id).rootDisk());
    }

    @Override
    public void moveRootDisk(InstanceId id, Path successor) {
        if (machine(id).power() != Power.RUNNING) {
            throw new HypervisorFailure("a machine that is off writes to no disk", null);
        }
        change(id, machine -> machine.with(successor));
    }

    @Override
    public void resume(InstanceId id) {
        machine(id); // none is ever paused
    }

    @Override
    public Optional<Sighting> find(InstanceId id) {
        return Optional.ofNullable(machines.get(id)).map(SimulatedHypervisor::sighting);
    }

    @Override
    public List<Sighting> inventory() {
        return machines.values().stream().map(SimulatedHypervisor::sighting).toList();
    }

    @Override
    public void onChange(Consumer<InstanceId> listener) {
        listeners.add(listener);
    }

    @Override
    public About about() {
        return new About("simulated", "qemu", 1_000_000);
    }

    private Machine machine(InstanceId id) {
        return Optional.ofNullable(machines.get(id)).orElseThrow(() -> new NoSuchMachine(id));
    }

    private void change(InstanceId id, UnaryOperator<Machine> change) {
        var after = machines.computeIfPresent(id, (_, machine) -> {
            var changed = change.apply(machine);
            return changed == machine ? machine : keep(changed);
        });
        if (after == null) {
            throw new NoSuchMachine(id);
        }
        tell(id);
    }

    private Machine keep(Machine machine) {
        AtomicFiles.write(file(machine.instance()), WireFormat.write(machine).getBytes(UTF_8));
        return machine;
    }

    private void boot(Machine machine) {
        var lines = "Virga simulated guest\n%s login: ".formatted(machine.title());
        try {
            Files.writeString(
                    Path.of(machine.consoleLog()),
                    lines,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new HypervisorFailure("the console log cannot be written", e);
        }
    }

    private void tell(InstanceId id) {
        listeners.forEach(listener -> listener.accept(id));
    }

    private Path file(InstanceId id) {
        return folder.resolve(id + ".json");
    }

    private static Sighting sighting(Machine machine) {
        return new Sighting(machine.instance(), machine.generation(), machine.power());
    }
}
