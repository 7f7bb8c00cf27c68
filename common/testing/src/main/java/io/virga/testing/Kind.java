package io.virga.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The kinds of caller that the access table has a column for.
public enum Kind {
    /// Without a token.
    NONE,
    /// An administrator's token that has expired.
    EXPIRED,
    UNSCOPED,
    /// A member of another project than the one that the request is about.
    OTHER_PROJECT,
    READER,
    MEMBER,
    MANAGER,
    ADMIN,
    /// The role `admin` on the domain that the request is about.
    DOMAIN_ADMIN,
    /// The role `admin` on another domain.
    OTHER_DOMAIN_ADMIN,
    SYSTEM_READER,
    SYSTEM_ADMIN,
    /// A member, by an application credential.
    APPLICATION_CREDENTIAL,
    /// A member, by a trust.
    TRUST,
    SERVICE,
    /// A member whom Keycloak vouches for, with Keycloak's own token.
    BEARER;

    /// The column's heading.
    String heading() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> headings() {
        return Arrays.stream(values()).map(Kind::heading).toList();
    }

    /// Whether there is nobody whose token would be good.
    boolean isNobody() {
        return this == NONE || this == EXPIRED;
    }
}
