package io.virga.identity.federation.mapping;

import java.util.Optional;
import java.util.Set;

/// What a mapping makes of somebody's claims.
public record Mapped(Who who, Set<String> groupIds, Set<GroupName> groups, Set<ProjectWish> projects) {

    /// Either somebody who exists only through the identity provider, or a user of this cloud.
    public sealed interface Who {

        /// At least one of both is there.
        record Ephemeral(Optional<String> id, Optional<String> name, Optional<String> email) implements Who {}

        record Local(Optional<String> id, Optional<String> name, Optional<DomainName> domain) implements Who {}
    }

    public record DomainName(Optional<String> id, Optional<String> name) {}

    public record GroupName(String name, DomainName domain) {}

    /// A project that is to exist, and the roles in it. Without a domain it is the identity provider's.
    public record ProjectWish(String name, Optional<DomainName> domain, Set<String> roles) {}
}
