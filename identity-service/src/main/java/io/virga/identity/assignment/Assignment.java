package io.virga.identity.assignment;

import java.util.Optional;

/// A role that somebody has somewhere. Exactly one of `user` and `group` is there, and `project`, `domain` or neither,
/// which is the system. `inherited`: it is on what stands below, or comes from above.
record Assignment(
        Named role,
        Optional<Named> user,
        Optional<Named> group,
        Optional<Named> project,
        Optional<Named> domain,
        boolean inherited,
        Source source) {

    /// Names are there only when they were asked for; `domainId` is null for what belongs to no domain.
    record Named(String id, String name, String domainId, String domainName) {}

    /// The grant behind an effective assignment, where it differs: the group that the user is in, the project or domain
    /// that it is inherited from, and the role that was given, with the one right above that implies this.
    record Source(
            Optional<String> groupId,
            Optional<String> projectId,
            Optional<String> domainId,
            String roleId,
            Optional<String> priorRoleId) {}
}
