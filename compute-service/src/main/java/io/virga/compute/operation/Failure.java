package io.virga.compute.operation;

/// Why an operation failed: `reason` may be shown to the tenant, `detail` only to operators. `retryElsewhere` says that
/// another host may succeed.
public record Failure(String reason, String detail, boolean retryElsewhere) {}
