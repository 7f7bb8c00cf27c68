package io.virga.compute;

import static io.restassured.RestAssured.given;
import static io.virga.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.StartupEvent;
import io.restassured.response.ValidatableResponse;
import io.virga.contract.Addresses;
import io.virga.contract.agent.AgentAnswer;
import io.virga.contract.agent.AgentCommand;
import io.virga.contract.agent.AgentCommand.DestroyInstance;
import io.virga.contract.agent.AgentCommand.ImageGone;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;
import io.virga.contract.agent.AgentCommand.StopInstance;
import io.virga.contract.agent.AgentCommand.SupplyImage;
import io.virga.contract.agent.AgentCommand.UploadSnapshot;
import io.virga.contract.agent.AgentQuestion;
import io.virga.contract.agent.AgentReport;
import io.virga.contract.agent.AgentReport.CommandDone;
import io.virga.contract.agent.AgentReport.CommandFailed;
import io.virga.contract.agent.AgentReport.InstanceObserved;
import io.virga.contract.agent.AgentReport.SnapshotTaken;
import io.virga.contract.agent.AgentReport.SnapshotUploaded;
import io.virga.contract.agent.HostReport;
import io.virga.contract.agent.ImageCommand;
import io.virga.contract.agent.ImageCommand.CacheImage;
import io.virga.contract.agent.Power;
import io.virga.contract.scheduler.SchedulerReply.NotPlaced;
import io.virga.contract.scheduler.SchedulerReply.Placed;
import io.virga.contract.scheduler.SchedulerReply.TurnedAway;
import io.virga.contract.scheduler.SchedulerRequest;
import io.virga.contract.scheduler.SchedulerRequest.PlaceInstance;
import io.virga.messaging.Delivery;
import io.virga.messaging.Mailboxes;
import io.virga.messaging.Sender;
import io.virga.model.HostName;
import io.virga.model.InstanceId;
import io.virga.testing.TestIdentity;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A scheduler and two hosts, played over the real broker. A test may make them refuse, fail or stay silent.
@Singleton
public class TestCloud {

    public static final List<HostName> HOSTS = List.of(new HostName("h1"), new HostName("h2"));

    public static final long COPY_SIZE = 29_294_592;

    public final List<SchedulerRequest> schedulerRequests = new CopyOnWriteArrayList<>();
    public final List<AgentCommand> commands = new CopyOnWriteArrayList<>();
    public final Set<HostName> failing = ConcurrentHashMap.newKeySet();
    public final Set<HostName> silent = ConcurrentHashMap.newKeySet();
    public final List<CacheImage> imageCommands = new CopyOnWriteArrayList<>();
    public final List<HostReport.Caching> caching = new CopyOnWriteArrayList<>();
    public volatile boolean full;

    private final Mailboxes mailboxes;
    private final Sender sender;
    private final AtomicLong beats = new AtomicLong();
    private final Instant started = Instant.now();

    TestCloud(Mailboxes mailboxes, Sender sender) {
        this.mailboxes = mailboxes;
        this.sender = sender;
    }

    void onStart(@Observes StartupEvent event) {
        mailboxes.queue(Addresses.SCHEDULER_REQUESTS, 1, SchedulerRequest.class, this::schedule);
        for (var host : HOSTS) {
            mailboxes.queue(Addresses.commands(host), 1, AgentCommand.class, command -> obey(host, command.message()));
            mailboxes.queue(
                    Addresses.images(host),
                    1,
                    ImageCommand.class,
                    command -> imageCommands.add((CacheImage) command.message()));
            mailboxes.questions(
                    Addresses.questions(host), 1, AgentQuestion.class, _ -> new AgentAnswer.ConsoleOutput("login: "));
        }
    }

    public void reset() {
        failing.clear();
        silent.clear();
        full = false;
        imageCommands.clear();
        caching.clear();
        TestPeers.OUTAGES.clear();
        TestPeers.withNetwork = true;
        TestImages.reset();
    }

    private void schedule(Delivery<SchedulerRequest> delivery) {
        schedulerRequests.add(delivery.message());
        if (delivery.message() instanceof PlaceInstance place) {
            var host = HOSTS.stream()
                    .filter(each -> !full && !place.excluded().contains(each))
                    .findFirst();
            Object reply = host.isPresent()
                    ? new Placed(place.instance(), place.generation(), host.get())
                    : new NotPlaced(
                            place.instance(),
                            place.generation(),
                            2,
                            List.of(new TurnedAway("memory", 2, "memory: 512 MiB free of 2048 MiB asked")));
            sender.send(Addresses.COMPUTE_REPLIES, reply, true);
        }
    }

    private void obey(HostName host, AgentCommand command) {
        commands.add(command);
        if (silent.contains(host)) {
            return;
        }
        if (command instanceof LaunchInstance && failing.contains(host)) {
            report(new CommandFailed(
                    host,
                    command.instance(),
                    command.generation(),
                    Instant.now(),
                    Power.ABSENT,
                    "The disk is full.",
                    "ENOSPC",
                    true));
            return;
        }
        if (command instanceof SnapshotInstance taken) {
            takes(host, taken);
            return;
        }
        if (command instanceof UploadSnapshot upload) {
            report(new SnapshotUploaded(
                    host, upload.instance(), upload.generation(), Instant.now(), Power.RUNNING, upload.image()));
            return;
        }
        if (command instanceof SupplyImage || command instanceof ImageGone) {
            return;
        }
        var power = switch (command) {
            case DestroyInstance _ -> Power.ABSENT;
            case StopInstance _ -> Power.SHUT_DOWN;
            default -> Power.RUNNING;
        };
        report(new CommandDone(host, command.instance(), command.generation(), Instant.now(), power));
    }

    /// The host reports the copy, or that it failed.
    public void takes(HostName host, SnapshotInstance command) {
        var id = command.instance();
        if (failing.contains(host)) {
            report(new CommandFailed(
                    host,
                    id,
                    command.generation(),
                    Instant.now(),
                    Power.RUNNING,
                    "The disk is full.",
                    "ENOSPC",
                    false));
        } else {
            report(new SnapshotTaken(
                    host, id, command.generation(), Instant.now(), Power.RUNNING, command.image(), COPY_SIZE));
        }
    }

    public void report(AgentReport report) {
        sender.send(Addresses.COMPUTE_REPORTS, report, true);
    }

    public void sees(HostName host, InstanceId instance, long generation, Power power) {
        report(new InstanceObserved(host, instance, generation, Instant.now(), power));
    }

    public void beat(HostName host, List<HostReport.Seen> instances) {
        sender.publish(Addresses.HOST_HEARTBEATS, heartbeat(host, instances));
    }

    public HostReport heartbeat(HostName host, List<HostReport.Seen> instances) {
        return new HostReport(
                host,
                started,
                beats.incrementAndGet(),
                Instant.now(),
                "nova",
                new HostReport.Hypervisor("QEMU", "qemu", 8_000_000, "127.0.0.1", "any", "none"),
                new HostReport.Inventory(4, 8192, 100, 512, 1, 0),
                instances,
                List.copyOf(caching));
    }

    /// Creates a server and waits until it is there.
    public String boot(String token) {
        var id = create(token);
        awaitStatus(token, id, "ACTIVE");
        return id;
    }

    public String create(String token) {
        return post(token, "/v2.1/servers", server("{}"))
                .statusCode(202)
                .extract()
                .path("server.id");
    }

    /// The usual body with `more` of its fields replaced.
    public static String server(String more) {
        return "{\"server\": {\"name\": \"web\", \"imageRef\": \"%s\", \"flavorRef\": \"42\"%s}}"
                .formatted(TestPeers.IMAGE, more.equals("{}") ? "" : ", " + more);
    }

    public void awaitStatus(String token, String id, String status) {
        eventually(
                Duration.ofSeconds(15),
                () -> assertThat((String)
                                get(token, "/v2.1/servers/" + id).extract().path("server.status"))
                        .isEqualTo(status));
        eventually(
                Duration.ofSeconds(15),
                () -> assertThat(get(token, "/v2.1/servers/" + id)
                                .extract()
                                .<Map<String, Object>>path("server")
                                .get("OS-EXT-STS:task_state"))
                        .isNull());
    }

    public void awaitGone(String token, String id) {
        eventually(
                Duration.ofSeconds(15), () -> get(token, "/v2.1/servers/" + id).statusCode(404));
    }

    public static ValidatableResponse get(String token, String path) {
        return given().header("X-Auth-Token", token).when().get(path).then();
    }

    public static ValidatableResponse post(String token, String path, String body) {
        return given().header("X-Auth-Token", token)
                .contentType("application/json")
                .body(body)
                .when()
                .post(path)
                .then();
    }

    public static ValidatableResponse delete(String token, String path) {
        return given().header("X-Auth-Token", token).when().delete(path).then();
    }

    /// A member of a project of its own, so that tests do not share a quota.
    public static String newProject() {
        return java.util.UUID.randomUUID().toString().replace("-", "");
    }

    public static String memberOf(String project) {
        return TestIdentity.member(project);
    }
}
