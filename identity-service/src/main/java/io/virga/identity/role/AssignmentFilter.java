package io.virga.identity.role;

import java.util.Optional;

/// The filters of `GET /v3/role_assignments`. With `effective` there are no groups and implied roles any more, only
/// what users have in the end.
record AssignmentFilter(
        Optional<String> userId,
        Optional<String> groupId,
        Optional<String> roleId,
        Optional<Target> target,
        boolean effective) {}
