-- A host is what its agent's heartbeats say. The generation counts the claims made on it and the changes of what it
-- has: whoever claims must have seen the latest one.
create table hosts (
    name              varchar(255) primary key,
    provider          uuid         not null unique,
    generation        bigint       not null,
    enabled           boolean      not null,
    availability_zone varchar(255) not null,
    vcpus             integer      not null check (vcpus >= 0),
    memory_mib        integer      not null check (memory_mib >= 0),
    disk_gib          integer      not null check (disk_gib >= 0),
    agent_started_at  timestamptz  not null,
    agent_sequence    bigint       not null,
    last_seen         timestamptz  not null
);

-- One row per instance: its claim, or, without a host, what is left of it: the generation of the last request, by
-- which older ones that arrive late are known.
create table claims (
    instance   uuid        primary key,
    generation bigint      not null,
    released   boolean     not null,
    host       varchar(255) references hosts (name),
    project    varchar(64),
    vcpus      integer     not null check (vcpus >= 0),
    memory_mib integer     not null check (memory_mib >= 0),
    disk_gib   integer     not null check (disk_gib >= 0),
    changed_at timestamptz not null,
    check ((host is null) = (project is null)),
    check (not (released and host is not null))
);

create index claims_by_host on claims (host) where host is not null;
create index claims_by_project on claims (project) where project is not null;
create index claims_left_behind on claims (changed_at) where host is null;
