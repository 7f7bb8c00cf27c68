-- What the network service knows. OVN is made to agree with it, never the other way round.

CREATE SEQUENCE segment_ids MINVALUE 1 MAXVALUE 16000000 CYCLE;

CREATE TABLE networks (
    id                    uuid PRIMARY KEY,
    project_id            text NOT NULL,
    name                  text NOT NULL,
    description           text NOT NULL,
    tags                  jsonb NOT NULL,
    created_at            timestamptz NOT NULL,
    updated_at            timestamptz NOT NULL,
    revision_number       bigint NOT NULL,
    admin_state_up        boolean NOT NULL,
    shared                boolean NOT NULL,
    external              boolean NOT NULL,
    is_default            boolean NOT NULL,
    port_security_enabled boolean NOT NULL,
    mtu                   integer NOT NULL,
    network_type          text NOT NULL,
    physical_network      text,
    segmentation_id       bigint,
    dns_domain            text NOT NULL
);
CREATE INDEX networks_project ON networks (project_id);
CREATE UNIQUE INDEX networks_segment ON networks (network_type, coalesce(physical_network, ''), coalesce(segmentation_id, 0));

CREATE TABLE subnet_pools (
    id                uuid PRIMARY KEY,
    project_id        text NOT NULL,
    name              text NOT NULL,
    description       text NOT NULL,
    tags              jsonb NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    revision_number   bigint NOT NULL,
    ip_version        integer NOT NULL,
    prefixes          jsonb NOT NULL,
    min_prefixlen     integer NOT NULL,
    max_prefixlen     integer NOT NULL,
    default_prefixlen integer NOT NULL,
    default_quota     bigint,
    shared            boolean NOT NULL,
    is_default        boolean NOT NULL
);
CREATE INDEX subnet_pools_project ON subnet_pools (project_id);

CREATE TABLE subnets (
    id                uuid PRIMARY KEY,
    project_id        text NOT NULL,
    name              text NOT NULL,
    description       text NOT NULL,
    tags              jsonb NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    revision_number   bigint NOT NULL,
    network_id        uuid NOT NULL REFERENCES networks (id),
    subnetpool_id     uuid REFERENCES subnet_pools (id),
    ip_version        integer NOT NULL,
    cidr              text NOT NULL,
    gateway_ip        text,
    enable_dhcp       boolean NOT NULL,
    allocation_pools  jsonb NOT NULL,
    dns_nameservers   jsonb NOT NULL,
    host_routes       jsonb NOT NULL,
    service_types     jsonb NOT NULL,
    ipv6_ra_mode      text,
    ipv6_address_mode text
);
CREATE INDEX subnets_project ON subnets (project_id);
CREATE INDEX subnets_network ON subnets (network_id);
CREATE INDEX subnets_pool ON subnets (subnetpool_id);

CREATE TABLE security_groups (
    id              uuid PRIMARY KEY,
    project_id      text NOT NULL,
    name            text NOT NULL,
    description     text NOT NULL,
    tags            jsonb NOT NULL,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    revision_number bigint NOT NULL,
    stateful        boolean NOT NULL
);
CREATE INDEX security_groups_project ON security_groups (project_id);
CREATE UNIQUE INDEX security_groups_one_default ON security_groups (project_id) WHERE name = 'default';

CREATE TABLE security_group_rules (
    id                uuid PRIMARY KEY,
    project_id        text NOT NULL,
    name              text NOT NULL,
    description       text NOT NULL,
    tags              jsonb NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    revision_number   bigint NOT NULL,
    security_group_id uuid NOT NULL REFERENCES security_groups (id) ON DELETE CASCADE,
    direction         text NOT NULL,
    ethertype         text NOT NULL,
    protocol          text,
    port_range_min    integer,
    port_range_max    integer,
    remote_ip_prefix  text,
    remote_group_id   uuid REFERENCES security_groups (id) ON DELETE CASCADE
);
CREATE INDEX security_group_rules_group ON security_group_rules (security_group_id);
CREATE INDEX security_group_rules_remote ON security_group_rules (remote_group_id);
CREATE INDEX security_group_rules_project ON security_group_rules (project_id);
CREATE UNIQUE INDEX security_group_rules_once ON security_group_rules (
    security_group_id, direction, ethertype, coalesce(protocol, ''), coalesce(port_range_min, -1),
    coalesce(port_range_max, -1), coalesce(remote_ip_prefix, ''), coalesce(remote_group_id::text, ''));

CREATE TABLE ports (
    id                    uuid PRIMARY KEY,
    project_id            text NOT NULL,
    name                  text NOT NULL,
    description           text NOT NULL,
    tags                  jsonb NOT NULL,
    created_at            timestamptz NOT NULL,
    updated_at            timestamptz NOT NULL,
    revision_number       bigint NOT NULL,
    network_id            uuid NOT NULL REFERENCES networks (id),
    mac_address           text NOT NULL,
    admin_state_up        boolean NOT NULL,
    status                text NOT NULL,
    device_id             text NOT NULL,
    device_owner          text NOT NULL,
    host_id               text NOT NULL,
    vnic_type             text NOT NULL,
    profile               jsonb NOT NULL,
    port_security_enabled boolean NOT NULL,
    allowed_address_pairs jsonb NOT NULL,
    extra_dhcp_opts       jsonb NOT NULL,
    dns_name              text NOT NULL,
    UNIQUE (network_id, mac_address)
);
CREATE INDEX ports_project ON ports (project_id);
CREATE INDEX ports_device ON ports (device_id);

CREATE TABLE port_fixed_ips (
    port_id    uuid NOT NULL REFERENCES ports (id) ON DELETE CASCADE,
    subnet_id  uuid NOT NULL REFERENCES subnets (id),
    ip_address text NOT NULL,
    PRIMARY KEY (subnet_id, ip_address)
);
CREATE INDEX port_fixed_ips_port ON port_fixed_ips (port_id);

CREATE TABLE port_security_groups (
    port_id           uuid NOT NULL REFERENCES ports (id) ON DELETE CASCADE,
    security_group_id uuid NOT NULL REFERENCES security_groups (id),
    PRIMARY KEY (port_id, security_group_id)
);
CREATE INDEX port_security_groups_group ON port_security_groups (security_group_id);

CREATE TABLE routers (
    id                  uuid PRIMARY KEY,
    project_id          text NOT NULL,
    name                text NOT NULL,
    description         text NOT NULL,
    tags                jsonb NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    revision_number     bigint NOT NULL,
    admin_state_up      boolean NOT NULL,
    gateway_port_id     uuid REFERENCES ports (id),
    external_network_id uuid REFERENCES networks (id),
    enable_snat         boolean NOT NULL,
    routes              jsonb NOT NULL
);
CREATE INDEX routers_project ON routers (project_id);

CREATE TABLE floating_ips (
    id                  uuid PRIMARY KEY,
    project_id          text NOT NULL,
    name                text NOT NULL,
    description         text NOT NULL,
    tags                jsonb NOT NULL,
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    revision_number     bigint NOT NULL,
    floating_network_id uuid NOT NULL REFERENCES networks (id),
    floating_port_id    uuid NOT NULL REFERENCES ports (id),
    floating_ip_address text NOT NULL,
    port_id             uuid REFERENCES ports (id),
    fixed_ip_address    text,
    router_id           uuid REFERENCES routers (id),
    UNIQUE (port_id, fixed_ip_address)
);
CREATE INDEX floating_ips_project ON floating_ips (project_id);
CREATE INDEX floating_ips_router ON floating_ips (router_id);

CREATE TABLE quota_limits (
    project_id text NOT NULL,
    resource   text NOT NULL,
    ceiling    bigint NOT NULL,
    PRIMARY KEY (project_id, resource)
);
