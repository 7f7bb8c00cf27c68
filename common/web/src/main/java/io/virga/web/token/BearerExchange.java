package io.virga.web.token;

import java.util.Optional;

/// Gets one of our own tokens for an access token of an identity provider. The identity service makes it itself; the
/// others ask it.
public interface BearerExchange {

    /// `Unauthenticated` when the access token does not count, `Forbidden` when the user may not work in `project`,
    /// which is an id, or a name in the identity provider's domain. Without it the token is for the only project
    /// that the user has, or unscoped.
    String exchange(String accessToken, Optional<String> project);
}
