/// A client of OVSDB (RFC 7047) as small as OVN's northbound database allows: one connection, a replica of some tables
/// kept current by `monitor`, and transactions. It knows nothing of networks.
package io.virga.network.ovsdb;
