package io.virga.web.token;

import java.security.PublicKey;
import java.util.Optional;

/// The public keys that tokens are signed with. The identity service has its own; the others fetch them from it.
public interface TokenKeys {

    /// Throws `Unavailable` when the keys cannot be had at the moment.
    Optional<PublicKey> key(String keyId);
}
