package io.virga.contract.agent;

import io.virga.model.ProjectId;
import java.util.Map;

/// What the guest learns of itself, through the config drive: OpenStack's `meta_data.json` and `user_data`.
///
/// `userData` is base64 as the tenant sent it, or null; `publicKeys` maps key pair names to OpenSSH public keys;
/// `tags` is null when no device has one, or the sender knows of none.
public record GuestConfig(
        ProjectId project,
        String hostname,
        String availabilityZone,
        String adminPassword,
        Map<String, String> publicKeys,
        Map<String, String> metadata,
        String userData,
        DeviceTags tags) {}
