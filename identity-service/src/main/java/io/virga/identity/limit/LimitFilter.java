package io.virga.identity.limit;

import java.util.Optional;

/// Which limits a listing shows.
record LimitFilter(
        Optional<String> serviceId,
        Optional<String> regionId,
        Optional<String> resource,
        Optional<String> projectId,
        Optional<String> domainId) {}
