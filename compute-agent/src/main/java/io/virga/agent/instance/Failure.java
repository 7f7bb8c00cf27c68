package io.virga.agent.instance;

import io.virga.agent.host.Tool;
import io.virga.agent.hypervisor.HypervisorFailure;
import io.virga.agent.hypervisor.HypervisorUnavailable;
import io.virga.agent.hypervisor.NoSuchMachine;
import io.virga.agent.image.ImageUnreachable;
import io.virga.agent.image.NoRoomForImage;
import io.virga.agent.image.UnfitImage;
import io.virga.agent.snapshot.UploadFailed;
import io.virga.contract.agent.AgentCommand;
import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.AgentCommand.SnapshotInstance;

/// Why a command did not reach its state, in two texts: one for the tenant, from a fixed list, and one for operators.
record Failure(String reason, String detail, boolean retryElsewhere) {

    private static final int LONGEST_DETAIL = 2_000;

    static Failure of(AgentCommand command, RuntimeException e) {
        var launching = command instanceof LaunchInstance;
        var detail = detail(e);
        return switch (e) {
            case UnfitImage unfit -> new Failure(unfit.getMessage(), detail, false);
            case ImageUnreachable _ -> new Failure("The image could not be fetched to the host.", detail, true);
            case NoRoomForImage _ -> new Failure("The host has no room for the image.", detail, true);
            case NoSuchMachine _ -> new Failure("The host has no such instance.", detail, false);
            case HypervisorUnavailable _ -> new Failure("The hypervisor does not answer.", detail, launching);
            case HypervisorFailure _ -> new Failure("The hypervisor refused.", detail, launching);
            case Tool.Failed _
            when command instanceof SnapshotInstance ->
                new Failure("The instance's disk could not be copied on the host.", detail, false);
            case Tool.Failed _ -> new Failure("The instance's disks could not be made.", detail, launching);
            case UploadFailed _ -> new Failure("The image store did not take the copy of the disk.", detail, false);
            default -> new Failure("The host met an unexpected problem.", detail, launching);
        };
    }

    static String detail(RuntimeException e) {
        var text = new StringBuilder(String.valueOf(e.getMessage()));
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            text.append(": ").append(cause.getMessage());
        }
        return text.substring(0, Math.min(text.length(), LONGEST_DETAIL));
    }
}
