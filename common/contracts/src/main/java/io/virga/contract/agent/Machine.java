package io.virga.contract.agent;

/// The virtual hardware: virtual CPUs (1 to 1024), memory in MiB, root disk in GiB (0: as large as the image).
///
/// `name` is the tenant's free text and only ever shown, never used as a path, a domain name or an option.
public record Machine(String name, int vcpus, int memoryMib, int diskGib) {}
