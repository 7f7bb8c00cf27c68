package io.virga.agent.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.virga.agent.libvirt.KvmProbe.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KvmProbeTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int DONE = 85;

    /// Stands for a QEMU whose guests are there at once without KVM, and with it as each line of `kvm` says in turn.
    private static final String PROGRAM = """
            #!/bin/bash
            [ "$2" = tcg ] && exit %d
            read -r next < '%2$s/kvm'
            sed -i 1d '%2$s/kvm'
            echo "$next" >> '%2$s/starts'
            [ "$next" = hangs ] && sleep 600
            exit "$next"
            """;

    @TempDir
    Path folder;

    @Test
    void probesGuestTrulyRuns() throws IOException {
        needsQemu();
        assertThat(new KvmProbe(folder).start("tcg", "qemu64", LONGEST)).isEqualTo(Start.DONE);
    }

    @Test
    void acceleratorThatDoesNotExistDoesNotStart() throws IOException {
        needsQemu();
        assertThat(new KvmProbe(folder).start("none", "qemu64", LONGEST)).isEqualTo(Start.REFUSED);
    }

    @Test
    void whoeverTakesTooLongIsLate() throws IOException {
        needsQemu();
        assertThat(new KvmProbe(folder).start("tcg", "qemu64", Duration.ofMillis(1)))
                .isEqualTo(Start.LATE);
    }

    @Test
    void thisHostsAnswerIsKept() throws IOException {
        needsQemu();
        var probe = new KvmProbe(folder);
        probe.look();

        var next = new KvmProbe(folder);
        next.look();

        assertThat(probe.virtType()).isIn("kvm", "qemu");
        assertThat(next.virtType()).isEqualTo(probe.virtType());
    }

    @Test
    void whoStartsInTimeIsBelievedAtOnce() throws IOException {
        var probe = probe(DONE);

        probe.look();
        probe.look();

        assertThat(probe.virtType()).isEqualTo("kvm");
        assertThat(starts()).containsExactly("85");
        assertThat(Files.readString(note())).endsWith(" kvm");
    }

    @Test
    void whoIsRefusedIsNotTriedAgain() throws IOException {
        var probe = probe(1, DONE, DONE);

        lookMuchLater(probe);
        lookMuchLater(probe);
        lookMuchLater(again());

        assertThat(probe.virtType()).isEqualTo("qemu");
        assertThat(starts()).containsExactly("1");
    }

    @Test
    void whoWasLateIsTriedAgainLaterAndThenMustStartTwice() throws IOException {
        var probe = probe("hangs", DONE, DONE);

        probe.look();
        probe.look();
        again().look();
        assertThat(probe.virtType()).isEqualTo("qemu");
        assertThat(starts()).as("not before the pause is over").containsExactly("hangs");

        lookMuchLater(probe);

        assertThat(probe.virtType()).isEqualTo("kvm");
        assertThat(starts()).containsExactly("hangs", "85", "85");
    }

    @Test
    void whoStartsOnceAndHangsOnceIsNotBelieved() throws IOException {
        var probe = probe("hangs", DONE, "hangs");

        lookMuchLater(probe);
        lookMuchLater(probe);

        assertThat(probe.virtType()).isEqualTo("qemu");
        assertThat(starts()).containsExactly("hangs", "85", "hangs");
    }

    @Test
    void whoAlwaysHangsIsGivenUpAlsoByLaterProcesses() throws IOException {
        lookMuchLater(probe("hangs", "hangs", "hangs", "hangs", DONE, DONE));
        for (var i = 0; i < 5; i++) {
            lookMuchLater(again());
        }

        assertThat(starts()).containsExactly("hangs", "hangs", "hangs", "hangs");
        assertThat(Files.readString(note())).endsWith(" qemu");
    }

    @Test
    void whatAnEarlierBootHasFoundIsForgotten() throws IOException {
        var probe = probe(DONE);
        Files.writeString(note(), "00000000-0000-0000-0000-000000000000 qemu");

        probe.look();

        assertThat(probe.virtType()).isEqualTo("kvm");
    }

    @Test
    void hostWithoutTheDeviceIsNotTried() throws IOException {
        probe(DONE);
        var probe = new KvmProbe(folder, program().toString(), folder.resolve("nowhere"));

        probe.look();

        assertThat(probe.virtType()).isEqualTo("qemu");
        assertThat(starts()).isEmpty();
    }

    private static void needsQemu() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-system-x86_64")), "QEMU is not installed");
    }

    /// How starts with KVM will end: an exit code, or not at all.
    private KvmProbe probe(Object... starts) throws IOException {
        Files.writeString(program(), PROGRAM.formatted(DONE, folder));
        Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rwx------"));
        Files.write(
                folder.resolve("kvm"),
                List.of(starts).stream().map(Object::toString).toList());
        return again();
    }

    /// That of a new agent, where another may have been before.
    private KvmProbe again() {
        return new KvmProbe(folder, program().toString(), Path.of("/dev/null"));
    }

    private void lookMuchLater(KvmProbe probe) throws IOException {
        if (Files.exists(note())) {
            Files.setLastModifiedTime(note(), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
        probe.look();
    }

    private List<String> starts() throws IOException {
        var starts = folder.resolve("starts");
        return Files.exists(starts) ? Files.readAllLines(starts) : List.of();
    }

    private Path note() {
        return folder.resolve("kvm-probe");
    }

    private Path program() {
        return folder.resolve("qemu");
    }
}
