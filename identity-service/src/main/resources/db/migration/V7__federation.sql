-- Identity providers whose users log in here, what a mapping makes of them, and which of their rights it gave.

create table identity_providers (
    id varchar(64) primary key,
    domain_id varchar(64) not null references domains (id) on delete cascade,
    description text,
    enabled boolean not null,
    authorization_ttl integer check (authorization_ttl >= 0)
);
create index identity_providers_by_domain on identity_providers (domain_id);

create table remote_ids (
    remote_id varchar(255) primary key,
    idp_id varchar(64) not null references identity_providers (id) on delete cascade
);
create index remote_ids_by_idp on remote_ids (idp_id);

create table federation_mappings (
    id varchar(64) primary key,
    schema_version varchar(5) not null,
    rules jsonb not null
);

create table federation_protocols (
    idp_id varchar(64) not null references identity_providers (id) on delete cascade,
    id varchar(64) not null,
    mapping_id varchar(64) not null references federation_mappings (id),
    remote_id_attribute varchar(64),
    primary key (idp_id, id)
);
create index federation_protocols_by_mapping on federation_protocols (mapping_id);

create table service_providers (
    id varchar(64) primary key,
    auth_url varchar(256) not null,
    sp_url varchar(256) not null,
    description text,
    enabled boolean not null,
    relay_state_prefix varchar(256) not null
);

-- A user who is known only through an identity provider. `rights_end` is when what the mapping gave is taken back,
-- unless they log in again.
create table federated_users (
    idp_id varchar(64) not null,
    protocol_id varchar(64) not null,
    unique_id varchar(255) not null,
    user_id varchar(64) not null unique references users (id) on delete cascade,
    rights_end timestamptz,
    primary key (idp_id, protocol_id, unique_id),
    foreign key (idp_id, protocol_id) references federation_protocols (idp_id, id)
);
create index federated_users_by_end on federated_users (rights_end);

-- The roles that a mapping gave, as opposed to those that somebody gave by hand.
create table federated_grants (
    user_id varchar(64) not null references users (id) on delete cascade,
    project_id varchar(64) not null references projects (id) on delete cascade,
    role_id varchar(64) not null references roles (id) on delete cascade,
    primary key (user_id, project_id, role_id)
);
create index federated_grants_by_project on federated_grants (project_id);
create index federated_grants_by_role on federated_grants (role_id);

-- Copies of the users and groups of a realm that a domain is backed by.
create table realm_users (
    user_id varchar(64) primary key references users (id) on delete cascade,
    domain_id varchar(64) not null references domains (id) on delete cascade
);
create index realm_users_by_domain on realm_users (domain_id);

create table realm_groups (
    group_id varchar(64) primary key references groups (id) on delete cascade,
    domain_id varchar(64) not null references domains (id) on delete cascade
);
create index realm_groups_by_domain on realm_groups (domain_id);
