package io.virga.contract.agent;

import java.util.Map;

/// What the tenant calls the guest's devices, each 1 to 60 characters: the root disk, or null; and interfaces, by the
/// ids of their ports.
public record DeviceTags(String rootDisk, Map<String, String> interfaces) {}
