package io.virga.identity.federation.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose access tokens are believed. Only the operator decides that, and only here: the API's identity providers say
/// what becomes of users, never where keys are fetched from.
@ConfigMapping(prefix = "identity.federation")
public interface FederationConfig {

    /// By the id of the identity provider.
    Map<String, Provider> providers();

    /// How long keys of an issuer are believed before they are fetched again.
    @WithDefault("5m")
    Duration keysLifetime();

    interface Provider {

        /// The claim `iss` of its tokens; for Keycloak the realm's URL, such as `https://sso.example/realms/company`.
        String issuer();

        /// Where it publishes its keys. Without it: where a Keycloak realm does.
        Optional<URI> jwksUrl();

        /// What the claim `aud` must contain: a token made for another application is refused.
        String audience();

        /// The clients (`azp`) whose tokens are taken. Without it: all that get tokens for this audience.
        Optional<Set<String>> clients();

        /// The protocol whose mapping is used for access tokens that are sent to the cloud's services themselves.
        @WithDefault("openid")
        String bearerProtocol();

        default URI keys() {
            return jwksUrl().orElseGet(() -> URI.create(issuer() + "/protocol/openid-connect/certs"));
        }
    }
}
