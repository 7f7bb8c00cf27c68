package io.virga.agent.instance;

import io.virga.agent.instance.CommandHandler.Records;
import io.virga.agent.snapshot.SnapshotFiles;
import io.virga.model.InstanceId;
import java.time.Clock;
import org.jboss.logging.Logger;

/// Removes what destroyed instances left behind when the agent was killed half-way, and copies of disks that
/// nobody has asked for in a day.
///
/// It touches machines and disks only of instances that carry a tombstone: files without a machine may be
/// those of a launch under way, or all that is left of somebody's work.
public final class Janitor {

    private static final Logger log = Logger.getLogger(Janitor.class);

    private final Records records;
    private final Tombstones tombstones;
    private final BusyInstances busy;
    private final Removal removal;
    private final Clock clock;

    public Janitor(Records records, Removal removal, Clock clock) {
        this.records = records;
        this.tombstones = records.tombstones();
        this.busy = records.busy();
        this.removal = removal;
        this.clock = clock;
    }

    public void clean() {
        for (var id : records.folders().all()) {
            forgetSnapshot(id);
            if (tombstones.generation(id).isPresent() && !busy.contains(id)) {
                try (var _ = busy.hold(id)) {
                    if (tombstones.generation(id).isPresent()) {
                        log.infof("removing what is left of instance %s", id);
                        removal.of(id);
                    }
                }
            }
        }
        tombstones.removeOlderThan(clock.instant().minus(Tombstones.KEPT));
    }

    private void forgetSnapshot(InstanceId id) {
        var snapshots = records.snapshots();
        var before = clock.instant().minus(SnapshotFiles.KEPT);
        if (snapshots.isForgotten(id, before) && !busy.contains(id)) {
            try (var _ = busy.hold(id)) {
                if (snapshots.isForgotten(id, before) && !records.work().goesOn(id)) {
                    log.infof("removing a forgotten copy of the disk of instance %s", id);
                    snapshots.discard(id);
                }
            }
        }
    }
}
