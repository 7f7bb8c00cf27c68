package io.virga.agent.instance;

import io.virga.agent.hypervisor.Sighting;
import io.virga.agent.image.UnfitImage;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;
import io.virga.contract.agent.AgentCommand.UploadSnapshot;
import io.virga.contract.agent.AgentReport;
import io.virga.contract.agent.AgentReport.CommandDone;
import io.virga.contract.agent.AgentReport.CommandFailed;
import io.virga.contract.agent.AgentReport.DiskLost;
import io.virga.contract.agent.AgentReport.ImageWanted;
import io.virga.contract.agent.AgentReport.InstanceObserved;
import io.virga.contract.agent.AgentReport.SnapshotTaken;
import io.virga.contract.agent.AgentReport.SnapshotUploaded;
import io.virga.contract.agent.Power;
import io.virga.model.HostName;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import java.time.Clock;
import java.util.function.Consumer;

/// Tells the compute service what became of an instance. Each method returns when the broker has the report, and throws
/// what `sender` throws when it has not.
public final class Reports {

    private final HostName host;
    private final Clock clock;
    private final Consumer<AgentReport> sender;

    public Reports(HostName host, Clock clock, Consumer<AgentReport> sender) {
        this.host = host;
        this.clock = clock;
        this.sender = sender;
    }

    void observed(Sighting seen) {
        observed(seen.instance(), seen.generation(), seen.power());
    }

    void observed(InstanceId id, long generation, Power power) {
        sender.accept(new InstanceObserved(host, id, generation, clock.instant(), power));
    }

    void done(InstanceId id, long generation, Power power) {
        sender.accept(new CommandDone(host, id, generation, clock.instant(), power));
    }

    void taken(SnapshotInstance command, Power power, long size) {
        sender.accept(new SnapshotTaken(
                host, command.instance(), command.generation(), clock.instant(), power, command.image(), size));
    }

    void uploaded(UploadSnapshot command, Power power) {
        sender.accept(new SnapshotUploaded(
                host, command.instance(), command.generation(), clock.instant(), power, command.image()));
    }

    void wanted(Sighting machine, ImageId image) {
        sender.accept(new ImageWanted(
                host, machine.instance(), machine.generation(), clock.instant(), machine.power(), image));
    }

    void lost(Sighting machine, UnfitImage why) {
        sender.accept(new DiskLost(
                host,
                machine.instance(),
                machine.generation(),
                clock.instant(),
                machine.power(),
                why.getMessage(),
                Failure.detail(why)));
    }

    void failed(InstanceId id, long generation, Power power, Failure failure) {
        sender.accept(new CommandFailed(
                host,
                id,
                generation,
                clock.instant(),
                power,
                failure.reason(),
                failure.detail(),
                failure.retryElsewhere()));
    }
}
