package io.virga.agent.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KvmProbeTest {

    @TempDir
    Path folder;

    @BeforeEach
    void needsQemu() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-system-x86_64")), "QEMU is not installed");
    }

    @Test
    void probesGuestTrulyRuns() throws IOException {
        assertThat(new KvmProbe(folder).starts("tcg", "qemu64")).isTrue();
    }

    @Test
    void acceleratorThatDoesNotExistDoesNotStart() throws IOException {
        assertThat(new KvmProbe(folder).starts("none", "qemu64")).isFalse();
    }

    @Test
    void answerComesSoonWhateverKvmDoesAndIsKept() throws IOException {
        var began = Instant.now();
        var answer = new KvmProbe(folder).virtType();

        assertThat(answer).isIn("kvm", "qemu");
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(Files.readString(folder.resolve("kvm-probe"))).endsWith(answer);
        assertThat(new KvmProbe(folder).virtType()).isEqualTo(answer);
    }
}
