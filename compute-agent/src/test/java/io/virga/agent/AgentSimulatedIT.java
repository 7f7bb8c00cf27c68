package io.virga.agent;

import static io.virga.agent.AgentProcess.HOST;
import static io.virga.agent.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.virga.contract.agent.AgentAnswer.ConsoleOutput;
import io.virga.contract.agent.AgentCommand.DestroyInstance;
import io.virga.contract.agent.AgentQuestion.ReadConsole;
import io.virga.contract.agent.AgentReport.CommandDone;
import io.virga.contract.agent.HostReport.Stage;
import io.virga.contract.agent.ImageCommand.CacheImage;
import io.virga.contract.agent.Power;
import io.virga.model.InstanceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent as it is delivered, for people who want the API without the rights.
class AgentSimulatedIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void instanceOutlivesTheAgentAndGoes() throws Exception {
        var id = InstanceId.random();
        var image = SomeCommands.image(new byte[1], "raw", "http://127.0.0.1:1/none");
        try (var broker = LocalBroker.start(folder.resolve("broker"));
                var agent = new AgentProcess(
                        folder.resolve("agent"), broker.url(), Map.of("agent.hypervisor", "simulated"))) {
            agent.start();
            broker.send(HOST, SomeCommands.launch(id, 1, image, List.of()));
            awaitDone(broker, id, 1, Power.RUNNING);
            assertThat(broker.ask(HOST, new ReadConsole(id, null, 1_000), SOON))
                    .contains(new ConsoleOutput("Virga simulated guest\nweb-1 login: "));

            agent.kill();
            broker.heartbeats().clear();
            agent.start();

            eventually(
                    SOON,
                    () -> assertThat(broker.heartbeats().take().instances())
                            .anyMatch(seen -> seen.instance().equals(id) && seen.power() == Power.RUNNING));
            broker.send(HOST, new DestroyInstance(id, 2));
            awaitDone(broker, id, 2, Power.ABSENT);
        }
    }

    @Test
    void orderedImageIsCachedWhoeverIsKilledMeanwhile() throws Exception {
        var content = SmallGuest.image();
        var order = UUID.randomUUID();
        try (var broker = LocalBroker.start(folder.resolve("broker"));
                var store = new ImageServer(content);
                var agent = new AgentProcess(
                        folder.resolve("agent"), broker.url(), Map.of("agent.hypervisor", "simulated"))) {
            agent.start();
            store.shut();
            broker.send(HOST, new CacheImage(order, SomeCommands.image(content, "raw", store.url())));
            awaitCaching(broker, order, Stage.FETCHING);

            agent.kill();
            store.open();
            agent.start();

            awaitCaching(broker, order, Stage.CACHED);
            assertThat(folder.resolve("agent/images/" + SomeCommands.sha512(content) + ".raw"))
                    .hasBinaryContent(content);
        }
    }

    private static void awaitCaching(LocalBroker broker, UUID order, Stage stage) {
        eventually(
                SOON,
                () -> assertThat(broker.heartbeats().take().caching())
                        .anyMatch(caching -> caching.order().equals(order) && caching.stage() == stage));
    }

    /// The internal listener says how the agent is, and obeys nobody: orders come by the broker.
    @Test
    @Tag("SEC-17")
    void overHttpItTakesNoOrders() throws Exception {
        var forged = Map.of("X-User-Id", "admin", "X-Roles", "admin,service", "X-Forwarded-For", "127.0.0.1");
        try (var broker = LocalBroker.start(folder.resolve("broker"));
                var agent = new AgentProcess(
                        folder.resolve("agent"), broker.url(), Map.of("agent.hypervisor", "simulated"))) {
            agent.start();
            for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
                for (var path : List.of("/", "/policy", "/instances", "/v2.1/servers", "/v3/auth/tokens")) {
                    assertThat(agent.ask(method, path, forged).statusCode())
                            .as("%s %s", method, path)
                            .isEqualTo(404);
                }
            }
        }
    }

    private static void awaitDone(LocalBroker broker, InstanceId id, long generation, Power power) {
        eventually(
                SOON,
                () -> assertThat(broker.reportsOf(id))
                        .anyMatch(report -> report instanceof CommandDone done
                                && done.generation() == generation
                                && done.power() == power));
    }
}
