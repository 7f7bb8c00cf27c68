create table metadef_namespaces (
    id           uuid         primary key,
    name         varchar(80)  not null unique,
    display_name varchar(80),
    description  varchar(500),
    visibility   varchar(16)  not null,
    protected    boolean      not null,
    owner        varchar(64)  not null,
    created_at   timestamptz  not null,
    updated_at   timestamptz  not null
);

create index metadef_namespaces_of_owner on metadef_namespaces (owner);
create index metadef_namespaces_by_age on metadef_namespaces (created_at desc, name desc);

create table metadef_objects (
    id           uuid        primary key,
    namespace_id uuid        not null references metadef_namespaces (id) on delete cascade,
    name         varchar(80) not null,
    description  text,
    required     text[]      not null,
    properties   jsonb       not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    unique (namespace_id, name)
);

create table metadef_properties (
    id           uuid        primary key,
    namespace_id uuid        not null references metadef_namespaces (id) on delete cascade,
    name         varchar(80) not null,
    definition   jsonb       not null,
    unique (namespace_id, name)
);

create table metadef_tags (
    id           uuid        primary key,
    namespace_id uuid        not null references metadef_namespaces (id) on delete cascade,
    name         varchar(80) not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    unique (namespace_id, name)
);

create table metadef_resource_types (
    name       varchar(80) primary key,
    created_at timestamptz not null,
    updated_at timestamptz not null
);

-- What this cloud has, by Heat's names. Others are added with the first association that names them.
insert into metadef_resource_types (name, created_at, updated_at)
values ('OS::Glance::Image', now(), now()), ('OS::Nova::Flavor', now(), now()), ('OS::Nova::Server', now(), now());

create table metadef_associations (
    namespace_id      uuid        not null references metadef_namespaces (id) on delete cascade,
    resource_type     varchar(80) not null references metadef_resource_types (name),
    prefix            varchar(80),
    properties_target varchar(80),
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    primary key (namespace_id, resource_type)
);

create index metadef_associations_of_type on metadef_associations (resource_type);
