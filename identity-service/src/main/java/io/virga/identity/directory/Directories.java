package io.virga.identity.directory;

import io.virga.model.CloudException.Forbidden;
import java.util.Optional;

/// Domains whose users and groups are kept outside of this cloud. What is known of them here is a copy: it makes them
/// have ids, roles and a place in lists.
public interface Directories {

    boolean hold(String domainId);

    /// Brings the copies up to date, unless that was done a moment ago. What cannot be reached is left as it was.
    void refresh();

    /// The same for one domain, sooner: somebody is looked for who was not found.
    void refreshNow(String domainId);

    /// The id that the user has here, or will have, who goes by the name and the password there; empty for nobody: a
    /// name may be another one's by now than the copies say. `Unavailable` when it cannot be found out.
    Optional<String> whose(String domainId, String userName, String password);

    /// `Forbidden` for a domain whose users and groups are kept elsewhere, and are changed there.
    default void refuseChange(String domainId) {
        if (hold(domainId)) {
            throw new Forbidden(
                    "The users and groups of this domain are kept in a directory outside of this cloud: change them there.");
        }
    }
}
