package io.virga.agent;

import io.virga.contract.agent.AgentCommand.LaunchInstance;
import io.virga.contract.agent.BootImage;
import io.virga.contract.agent.GuestConfig;
import io.virga.contract.agent.Machine;
import io.virga.contract.agent.Nic;
import io.virga.model.ImageId;
import io.virga.model.InstanceId;
import io.virga.model.ProjectId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Commands as the compute service would send them.
public final class SomeCommands {

    private SomeCommands() {}

    public static LaunchInstance launch(InstanceId id, long generation, BootImage image, List<Nic> nics) {
        return new LaunchInstance(id, generation, new Machine("web-1", 1, 64, 1), image, nics, config(), false);
    }

    public static GuestConfig config() {
        return new GuestConfig(
                new ProjectId("0d1e2f3a4b5c46d78e9f0a1b2c3d4e5f"),
                "web-1",
                "nova",
                "s3cret",
                Map.of("mykey", "ssh-ed25519 AAAAC3Nz me@home"),
                Map.of("role", "web"),
                "IyEvYmluL3NoCmVjaG8gaGVsbG8K",
                null);
    }

    public static BootImage image(byte[] content, String format, String url) {
        return new BootImage(ImageId.random(), format, content.length, content.length, sha512(content), url);
    }

    public static String sha512(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
