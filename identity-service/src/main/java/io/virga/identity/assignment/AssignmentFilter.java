package io.virga.identity.assignment;

import io.virga.identity.role.Target;
import io.virga.identity.role.Target.OnDomain;
import io.virga.model.CloudException.Invalid;
import java.util.Optional;

/// The filters of `GET /v3/role_assignments`. Refuses combinations that say nothing, as Keystone does.
///
/// With `effective` there are no groups, inheritances and implications any more, only what users have in the end.
/// `subtree` takes the projects below the target in. `inherited` asks for what is inherited, or for what is not.
record AssignmentFilter(
        Optional<String> userId,
        Optional<String> groupId,
        Optional<String> roleId,
        Optional<Target> target,
        boolean subtree,
        Optional<Boolean> inherited,
        boolean effective) {

    AssignmentFilter {
        if (userId.isPresent() && groupId.isPresent()) {
            throw new Invalid("Specify a user or group, not both");
        }
        if (subtree && !(target.orElse(null) instanceof Target.OnProject)) {
            throw new Invalid("scope.project.id must be specified if include_subtree is also specified");
        }
        if (effective && groupId.isPresent()) {
            throw new Invalid("Combining effective and group filter will always result in an empty list.");
        }
        if (effective && inherited.orElse(false) && target.orElse(null) instanceof OnDomain) {
            throw new Invalid("Combining effective, domain and inherited filters will always result in an empty list.");
        }
    }
}
