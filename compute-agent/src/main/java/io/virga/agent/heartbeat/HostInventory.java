package io.virga.agent.heartbeat;

import io.virga.agent.hypervisor.Sighting;
import io.virga.contract.agent.HostReport.Inventory;
import io.virga.contract.agent.Power;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the host has, as its kernel tells it. libvirt's own figure for memory is what happens to be online, which on
/// some machines is a fraction of what there is.
final class HostInventory {

    private static final long MIB_IN_KIB = 1L << 10;
    private static final long GIB = 1L << 30;

    private final Path proc;
    private final Path disk;

    /// `proc` is `/proc`; `disk` lies on the file system that instances' disks are on.
    HostInventory(Path proc, Path disk) {
        this.proc = proc;
        this.disk = disk;
    }

    Inventory now(List<Sighting> machines) {
        try {
            var total = memoryKib("MemTotal");
            var store = Files.getFileStore(disk);
            return new Inventory(
                    processors(),
                    (int) (total / MIB_IN_KIB),
                    (int) (store.getTotalSpace() / GIB),
                    (int) ((total - memoryKib("MemAvailable")) / MIB_IN_KIB),
                    (int) ((store.getTotalSpace() - store.getUsableSpace()) / GIB),
                    (int) machines.stream()
                            .filter(machine -> machine.power() == Power.RUNNING)
                            .count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String cpuModel() {
        return processorLines("model name"::equals)
                .findFirst()
                .map(HostInventory::value)
                .orElse("unknown");
    }

    private int processors() {
        return (int) processorLines("processor"::equals).count();
    }

    private Stream<String> processorLines(Predicate<String> key) {
        return lines("cpuinfo").stream().filter(line -> key.test(line.split(":", 2)[0].strip()));
    }

    private long memoryKib(String key) {
        return lines("meminfo").stream()
                .filter(line -> line.startsWith(key + ":"))
                .findFirst()
                .map(line -> Long.parseLong(value(line).split(" ")[0]))
                .orElseThrow(() -> new IllegalStateException("the kernel does not tell " + key));
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(proc.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
