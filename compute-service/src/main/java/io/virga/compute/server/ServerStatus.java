package io.virga.compute.server;

import io.virga.compute.instance.InstanceSearch.StateTerm;
import io.virga.compute.instance.InstanceState;
import io.virga.compute.instance.InstanceState.Changing;
import io.virga.compute.instance.InstanceState.Task;
import io.virga.compute.instance.InstanceState.VmState;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The one word in which the compute API says where a server is in its life.
enum ServerStatus {
    BUILD(new StateTerm(VmState.BUILDING, null)),
    ACTIVE(new StateTerm(VmState.ACTIVE, null)),
    SHUTOFF(new StateTerm(VmState.STOPPED, null)),
    REBOOT(new StateTerm(null, Task.REBOOTING)),
    HARD_REBOOT(new StateTerm(null, Task.REBOOTING_HARD)),
    ERROR(new StateTerm(VmState.ERROR, null)),
    DELETED(new StateTerm(VmState.DELETED, null));

    private static final Set<String> ELSEWHERE = Set.of(
            "MIGRATING",
            "PASSWORD",
            "PAUSED",
            "REBUILD",
            "RESCUE",
            "RESIZE",
            "REVERT_RESIZE",
            "SHELVED",
            "SHELVED_OFFLOADED",
            "SOFT_DELETED",
            "SUSPENDED",
            "VERIFY_RESIZE");

    /// Which instances have this status.
    final StateTerm states;

    ServerStatus(StateTerm states) {
        this.states = states;
    }

    static ServerStatus of(InstanceState state) {
        if (state instanceof Changing(var _, var task, var _) && task == Task.REBOOTING) {
            return REBOOT;
        }
        if (state instanceof Changing(var _, var task, var _) && task == Task.REBOOTING_HARD) {
            return HARD_REBOOT;
        }
        return switch (state.vm()) {
            case BUILDING -> BUILD;
            case ACTIVE -> ACTIVE;
            case STOPPED -> SHUTOFF;
            case ERROR -> ERROR;
            case DELETED -> DELETED;
        };
    }

    /// Whether servers anywhere may have such a status, although none here ever has some of them.
    static boolean isOfTheApi(String text) {
        return named(text).isPresent() || ELSEWHERE.contains(text.toUpperCase(Locale.ROOT));
    }

    static Optional<ServerStatus> named(String text) {
        for (var status : values()) {
            if (status.name().equalsIgnoreCase(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /// `OS-EXT-STS:vm_state`
    static String vmState(InstanceState state) {
        return switch (state.vm()) {
            case BUILDING -> "building";
            case ACTIVE -> "active";
            case STOPPED -> "stopped";
            case ERROR -> "error";
            case DELETED -> "deleted";
        };
    }

    /// `OS-EXT-STS:task_state`; null when nothing is going on.
    static String taskState(InstanceState state) {
        if (!(state instanceof Changing(var _, var task, var _))) {
            return null;
        }
        return switch (task) {
            case SCHEDULING -> "scheduling";
            case NETWORKING -> "networking";
            case SPAWNING -> "spawning";
            case POWERING_ON -> "powering-on";
            case POWERING_OFF -> "powering-off";
            case REBOOTING -> "rebooting";
            case REBOOTING_HARD -> "rebooting_hard";
            case IMAGE_SNAPSHOT_PENDING -> "image_snapshot_pending";
            case IMAGE_SNAPSHOT -> "image_snapshot";
            case IMAGE_PENDING_UPLOAD -> "image_pending_upload";
            case IMAGE_UPLOADING -> "image_uploading";
            case DELETING -> "deleting";
        };
    }
}
