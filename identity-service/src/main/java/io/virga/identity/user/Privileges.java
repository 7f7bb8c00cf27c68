package io.virga.identity.user;

/// Who has power beyond any one domain, as those who keep the roles know it.
public interface Privileges {

    /// Whether the user has a role on the system or in another domain, or one that leads to `admin` or `service`.
    boolean reachBeyondDomain(String userId);

    /// The same for those who are members of the group.
    boolean ofGroupReachBeyondDomain(String groupId);
}
