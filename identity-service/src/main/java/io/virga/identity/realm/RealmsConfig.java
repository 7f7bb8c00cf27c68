package io.virga.identity.realm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Domains whose users and groups are those of a Keycloak realm, by the domain's name. A domain that does not exist yet
/// is made at start.
@ConfigMapping(prefix = "identity.realms")
public interface RealmsConfig {

    @WithParentName
    Map<String, Realm> byDomain();

    interface Realm {

        /// The realm's URL, such as `https://sso.example/realms/company`.
        URI url();

        /// A confidential client of the realm with a service account that may view users and groups, and with direct
        /// access grants: passwords are checked by them.
        String clientId();

        String clientSecret();

        /// How old what is known of the realm may get.
        @WithDefault("30s")
        Duration refresh();
    }
}
