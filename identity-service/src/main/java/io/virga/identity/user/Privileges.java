package io.virga.identity.user;

/// Who has power beyond any one domain, as those who keep the roles know it.
public interface Privileges {

    /// Whether the user is an administrator of the cloud, one of its services, or has any role on the system.
    boolean reachBeyondDomain(String userId);

    /// The same for those who are members of the group.
    boolean ofGroupReachBeyondDomain(String groupId);
}
