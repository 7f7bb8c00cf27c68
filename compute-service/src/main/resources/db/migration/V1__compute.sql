-- Flavors: what a tenant may ask for. `extra_specs` is shown, and never selects anything on a host.
create table flavors (
    id           text primary key,
    name         text not null unique,
    vcpus        integer not null check (vcpus > 0),
    ram          integer not null check (ram > 0),
    disk         integer not null check (disk >= 0),
    ephemeral    integer not null default 0 check (ephemeral >= 0),
    swap         integer not null default 0 check (swap >= 0),
    rxtx_factor  double precision not null default 1,
    is_public    boolean not null default true,
    extra_specs  jsonb not null default '{}',
    created_at   timestamptz not null default now()
);

create table flavor_access (
    flavor_id   text not null references flavors (id) on delete cascade,
    project_id  text not null,
    primary key (flavor_id, project_id)
);

insert into flavors (id, name, vcpus, ram, disk) values
    ('1', 'm1.tiny', 1, 512, 1),
    ('2', 'm1.small', 1, 2048, 20),
    ('3', 'm1.medium', 2, 4096, 40),
    ('4', 'm1.large', 4, 8192, 80),
    ('5', 'm1.xlarge', 8, 16384, 160),
    ('42', 'm1.nano', 1, 128, 1);

create table keypairs (
    user_id      text not null,
    name         text not null,
    number       bigint generated always as identity,
    type         text not null,
    public_key   text not null,
    fingerprint  text not null,
    created_at   timestamptz not null,
    primary key (user_id, name)
);

-- Hosts, as their agents' heartbeats describe them. `seen_at` is by this service's clock.
create table hosts (
    name               text primary key,
    number             integer generated always as identity unique,
    id                 uuid not null unique,
    availability_zone  text not null,
    hypervisor         jsonb not null,
    inventory          jsonb not null,
    enabled            boolean not null default true,
    disabled_reason    text,
    forced_down        boolean not null default false,
    started_at         timestamptz not null,
    sequence           bigint not null,
    seen_at            timestamptz not null,
    updated_at         timestamptz not null
);

-- One row per project: locked by whoever takes a share, so that parallel creates see each other.
create table quota_usage (
    project_id  text primary key,
    instances   bigint not null default 0 check (instances >= 0),
    cores       bigint not null default 0 check (cores >= 0),
    ram         bigint not null default 0 check (ram >= 0)
);

create table quota_limits (
    project_id  text not null,
    resource    text not null,
    hard_limit  integer not null check (hard_limit >= -1),
    primary key (project_id, resource)
);

-- `generation` orders commands and reports and moves only with the user's intent; `version` guards the row.
-- `traces` are the hosts that were sent the instance and have not yet said that nothing of it is left.
create table instances (
    id                   uuid primary key,
    version              bigint not null,
    project_id           text not null,
    user_id              text not null,
    name                 text not null,
    description          text,
    spec                 jsonb not null,
    admin_password       text,
    image_id             uuid not null,
    flavor_id            text not null,
    metadata             jsonb not null default '{}',
    access_ipv4          text not null default '',
    access_ipv6          text not null default '',
    locked               boolean not null default false,
    vm_state             text not null,
    task                 text,
    task_deadline        timestamptz,
    generation           bigint not null,
    commanded_at         timestamptz,
    host                 text,
    zone                 text,
    traces               jsonb not null default '[]',
    power                text not null default 'ABSENT',
    power_generation     bigint not null default 0,
    power_observed_at    timestamptz,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    launched_at          timestamptz,
    terminated_at        timestamptz,
    fault                jsonb,
    check ((task is null) = (task_deadline is null))
);

create index instances_of_project on instances (project_id, created_at desc, id desc) where vm_state <> 'DELETED';
create index instances_in_order on instances (created_at desc, id desc);
create index instances_by_host on instances (host) where vm_state <> 'DELETED';
create index instances_at_work on instances (task_deadline) where task is not null;
create index instances_changed on instances (updated_at);

-- What the network service has given to an instance; `ours` says that it goes when the instance goes.
create table instance_ports (
    port_id       uuid primary key,
    instance_id   uuid not null references instances (id),
    position      integer not null,
    ours          boolean not null,
    network_id    text not null,
    network_name  text not null,
    mac           text not null,
    mtu           integer not null,
    addresses     jsonb not null,
    ips           text not null,
    up            boolean not null,
    unique (instance_id, position)
);

-- The journal: at most one change of several steps per instance, and how far it has come.
create table operations (
    instance_id   uuid primary key references instances (id),
    id            uuid not null unique,
    kind          text not null,
    steps_done    integer not null default 0,
    undoing       boolean not null default false,
    failure       jsonb,
    attempt       integer not null default 1,
    excluded      jsonb not null default '[]',
    behalf        jsonb not null,
    request_id    text not null,
    tries         integer not null default 0,
    due_at        timestamptz not null,
    lease         uuid,
    leased_until  timestamptz
);

create index operations_due on operations (due_at);

create table instance_actions (
    number       bigint generated always as identity primary key,
    instance_id  uuid not null references instances (id),
    request_id   text not null,
    action       text not null,
    project_id   text not null,
    user_id      text not null,
    started_at   timestamptz not null,
    finished_at  timestamptz,
    failure      text
);

create index instance_actions_of on instance_actions (instance_id, number desc);
