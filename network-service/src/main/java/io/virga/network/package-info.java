/// Networks, subnets, ports, routers, floating IPs and security groups: OpenStack's Networking API v2.0 on OVN.
///
/// The database is the truth. After each commit the features say what changed (`standard.Changed`); `wiring` makes
/// OVN's northbound database agree, and tells of ports that came up.
package io.virga.network;
