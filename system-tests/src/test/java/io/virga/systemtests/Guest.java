package io.virga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.virga.systemtests.Shell.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The machine inside the server, reached as its user would: by console, ping and ssh.
record Guest(Client client, String server, String address, Path key) {

    /// On two busy cores without KVM a boot takes its time.
    static final Duration BOOT = Duration.ofSeconds(120);

    void awaitLogin() {
        Wait.until(
                BOOT,
                () -> assertThat(client.run("console", "log", "show", server).out())
                        .contains("login:"));
    }

    void awaitPing() {
        Wait.until(
                BOOT,
                () -> assertThat(local("ping", "-c", "1", "-W", "2", address).status())
                        .isZero());
    }

    /// What the command prints inside, once the guest lets us in.
    String awaitSsh(String command) {
        var answer = new ArrayList<String>();
        Wait.until(BOOT, () -> answer.add(ssh(command).orFail().out().strip()));
        return answer.getLast();
    }

    private Result ssh(String command) {
        return local(
                "ssh",
                "-i",
                key.toString(),
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=5",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                "cirros@" + address,
                command);
    }

    private Result local(String... command) {
        return Shell.run(Duration.ofSeconds(20), client.folder(), Map.of(), List.of(command));
    }
}
