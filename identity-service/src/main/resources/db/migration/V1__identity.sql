-- Who exists, what they may do, and where the services are.
-- Ids are 32 hexadecimal digits made by the service; the Default domain is `default`.

create table domains (
    id varchar(64) primary key,
    name varchar(64) not null unique,
    description text not null,
    enabled boolean not null,
    extra jsonb not null
);

create table projects (
    id varchar(64) primary key,
    domain_id varchar(64) not null references domains (id) on delete cascade,
    parent_id varchar(64) references projects (id) on delete cascade,
    name varchar(64) not null,
    description text not null,
    enabled boolean not null,
    tags text[] not null,
    extra jsonb not null,
    unique (domain_id, name)
);
create index projects_by_parent on projects (parent_id);

create table users (
    id varchar(64) primary key,
    domain_id varchar(64) not null references domains (id) on delete cascade,
    name varchar(255) not null,
    description text,
    enabled boolean not null,
    default_project_id varchar(64),
    password_hash varchar(100),
    extra jsonb not null,
    unique (domain_id, name)
);

create table groups (
    id varchar(64) primary key,
    domain_id varchar(64) not null references domains (id) on delete cascade,
    name varchar(64) not null,
    description text not null,
    extra jsonb not null,
    unique (domain_id, name)
);

create table memberships (
    group_id varchar(64) not null references groups (id) on delete cascade,
    user_id varchar(64) not null references users (id) on delete cascade,
    primary key (user_id, group_id)
);
create index memberships_by_group on memberships (group_id);

create table roles (
    id varchar(64) primary key,
    domain_id varchar(64) references domains (id) on delete cascade,
    name varchar(255) not null,
    description text,
    extra jsonb not null,
    unique nulls not distinct (domain_id, name)
);

create table implied_roles (
    prior_role_id varchar(64) not null references roles (id) on delete cascade,
    implied_role_id varchar(64) not null references roles (id) on delete cascade,
    primary key (prior_role_id, implied_role_id)
);

-- One role of one user or group on one project, one domain or the system.
create table grants (
    id bigint generated always as identity primary key,
    role_id varchar(64) not null references roles (id) on delete cascade,
    user_id varchar(64) references users (id) on delete cascade,
    group_id varchar(64) references groups (id) on delete cascade,
    project_id varchar(64) references projects (id) on delete cascade,
    domain_id varchar(64) references domains (id) on delete cascade,
    on_system boolean not null,
    unique nulls not distinct (user_id, group_id, project_id, domain_id, on_system, role_id),
    check (num_nonnulls(user_id, group_id) = 1),
    check (num_nonnulls(project_id, domain_id) + on_system::int = 1)
);
create index grants_by_group on grants (group_id);
create index grants_by_project on grants (project_id);
create index grants_by_domain on grants (domain_id);
create index grants_by_role on grants (role_id);

create table regions (
    id varchar(255) primary key,
    parent_region_id varchar(255) references regions (id),
    description text not null,
    extra jsonb not null
);

create table services (
    id varchar(64) primary key,
    type varchar(255) not null,
    name varchar(255) not null,
    description text,
    enabled boolean not null,
    extra jsonb not null
);

create table endpoints (
    id varchar(64) primary key,
    service_id varchar(64) not null references services (id) on delete cascade,
    region_id varchar(255) references regions (id),
    interface varchar(8) not null,
    url text not null,
    enabled boolean not null,
    extra jsonb not null
);
create index endpoints_by_service on endpoints (service_id);

-- Secrets that users keep here; the blob is encrypted with a key that is not in the database.
create table credentials (
    id varchar(64) primary key,
    user_id varchar(64) not null references users (id) on delete cascade,
    project_id varchar(64),
    type varchar(255) not null,
    blob bytea not null,
    extra jsonb not null
);
create index credentials_by_user on credentials (user_id);

create table policies (
    id varchar(64) primary key,
    type varchar(255) not null,
    blob text not null,
    extra jsonb not null
);

-- What is told to the other services, and to a service that starts: kept until the last token concerned has expired.
create table revocations (
    id bigint generated always as identity primary key,
    body jsonb not null,
    until timestamptz not null
);
create index revocations_by_end on revocations (until);
