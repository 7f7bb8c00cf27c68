package io.virga.identity.project;

import java.util.Set;

/// Where users have roles, as those who keep the roles know it.
public interface UserProjects {

    /// The ids of the projects where the user has a role.
    Set<String> of(String userId);
}
