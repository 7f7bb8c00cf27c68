package io.virga.identity.limit;

import java.util.Optional;

/// What is limited: a resource of a service, in one region or in all that have no limit of their own.
record Resource(String serviceId, Optional<String> regionId, String name) {}
