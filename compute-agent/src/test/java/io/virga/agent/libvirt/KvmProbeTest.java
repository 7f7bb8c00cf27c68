package io.virga.agent.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KvmProbeTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @BeforeEach
    void needsQemu() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-system-x86_64")), "QEMU is not installed");
    }

    @Test
    void probesGuestTrulyRuns() throws IOException {
        assertThat(new KvmProbe(folder).starts("tcg", "qemu64", LONGEST)).isTrue();
    }

    @Test
    void acceleratorThatDoesNotExistDoesNotStart() throws IOException {
        assertThat(new KvmProbe(folder).starts("none", "qemu64", LONGEST)).isFalse();
    }

    @Test
    void whoeverTakesTooLongDoesNotStart() throws IOException {
        assertThat(new KvmProbe(folder).starts("tcg", "qemu64", Duration.ofMillis(1)))
                .isFalse();
    }

    @Test
    void theAnswerIsKept() throws IOException {
        var answer = new KvmProbe(folder).virtType();

        assertThat(answer).isIn("kvm", "qemu");
        assertThat(Files.readString(folder.resolve("kvm-probe"))).endsWith(answer);
        assertThat(new KvmProbe(folder).virtType()).isEqualTo(answer);
    }
}
