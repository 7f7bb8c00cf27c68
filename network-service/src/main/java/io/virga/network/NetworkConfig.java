package io.virga.network;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operator may set.
@ConfigMapping(prefix = "network")
public interface NetworkConfig {

    /// What makes the networks real.
    @WithDefault("ovn")
    Backend backend();

    Ovn ovn();

    External external();

    /// Name servers that guests get by DHCP when their subnet names none.
    Optional<List<String>> dnsServers();

    /// MTU inside of tenant networks. Geneve takes 58 bytes of the 1500 that the wire carries.
    @WithDefault("1442")
    int tunnelMtu();

    /// How often everything in OVN is compared with the database, besides what changes bring about.
    @WithDefault("60s")
    Duration reconcileEvery();

    /// Quotas that differ from the built-in ones, by resource; -1 is unlimited.
    Map<String, Long> quota();

    /// `OVN`: Open Virtual Network. `SIMULATED`: nothing is wired; ports are up as soon as they have a host.
    enum Backend {
        OVN,
        SIMULATED
    }

    /// OVN's own settings.
    interface Ovn {

        /// OVN's northbound database: `unix:PATH` or `tcp:HOST:PORT`.
        @WithDefault("unix:/var/run/ovn/ovnnb_db.sock")
        String northbound();

        /// The chassis (OVS system-ids) that may carry routers' gateways, most preferred first.
        Optional<List<String>> gatewayChassis();
    }

    /// The networks outside of the cloud.
    interface External {

        /// The names of physical networks that hosts map to bridges; provider networks must name one of them.
        @WithDefault("physnet1")
        List<String> physicalNetwork();
    }
}
