package io.virga.agent.instance;

import io.virga.agent.host.InstanceFolders;
import java.time.Clock;
import org.jboss.logging.Logger;

/// Removes what destroyed instances left behind when the agent was killed half-way.
///
/// It touches only instances that carry a tombstone: files without a machine may be those of a launch under way, or all
/// that is left of somebody's work.
public final class Janitor {

    private static final Logger log = Logger.getLogger(Janitor.class);

    private final InstanceFolders folders;
    private final Tombstones tombstones;
    private final BusyInstances busy;
    private final Removal removal;
    private final Clock clock;

    public Janitor(CommandHandler.Records records, Removal removal, Clock clock) {
        this.folders = records.folders();
        this.tombstones = records.tombstones();
        this.busy = records.busy();
        this.removal = removal;
        this.clock = clock;
    }

    public void clean() {
        for (var id : folders.all()) {
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
}
