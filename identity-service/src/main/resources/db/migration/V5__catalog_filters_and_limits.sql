-- Which projects see which endpoints, which policy belongs to which endpoint, and the limits that the services enforce.

create index endpoints_by_region on endpoints (region_id);
create index regions_by_parent on regions (parent_region_id);

-- `filters` holds any of service_id, region_id and interface; an endpoint that has all these values is in the group.
create table endpoint_groups (
    id varchar(64) primary key,
    name varchar(255) not null,
    description text,
    filters jsonb not null
);

create table project_endpoints (
    project_id varchar(64) not null references projects (id) on delete cascade,
    endpoint_id varchar(64) not null references endpoints (id) on delete cascade,
    primary key (project_id, endpoint_id)
);
create index project_endpoints_by_endpoint on project_endpoints (endpoint_id);

create table project_endpoint_groups (
    project_id varchar(64) not null references projects (id) on delete cascade,
    endpoint_group_id varchar(64) not null references endpoint_groups (id) on delete cascade,
    primary key (project_id, endpoint_group_id)
);
create index project_endpoint_groups_by_group on project_endpoint_groups (endpoint_group_id);

create view endpoint_group_members as
select g.id as endpoint_group_id, e.id as endpoint_id
from endpoint_groups g
join endpoints e
    on (not g.filters ? 'service_id' or e.service_id = g.filters ->> 'service_id')
    and (not g.filters ? 'region_id' or e.region_id is not distinct from g.filters ->> 'region_id')
    and (not g.filters ? 'interface' or e.interface = g.filters ->> 'interface');

-- The endpoints that a project was given, directly or by a group. A project that has none here sees all.
create view project_catalog as
select project_id, endpoint_id from project_endpoints
union
select p.project_id, m.endpoint_id
from project_endpoint_groups p
join endpoint_group_members m on m.endpoint_group_id = p.endpoint_group_id;

-- One policy for an endpoint, or for a service, everywhere or in a region and those below it.
create table policy_associations (
    id bigint generated always as identity primary key,
    policy_id varchar(64) not null references policies (id) on delete cascade,
    endpoint_id varchar(64) references endpoints (id) on delete cascade,
    service_id varchar(64) references services (id) on delete cascade,
    region_id varchar(255) references regions (id) on delete cascade,
    unique nulls not distinct (endpoint_id, service_id, region_id),
    check (num_nonnulls(endpoint_id, service_id) = 1),
    check (region_id is null or service_id is not null)
);
create index policy_associations_by_policy on policy_associations (policy_id);

-- What every project may have of a service's resource, in one region or, without one, in all. -1 is no limit.
create table registered_limits (
    id varchar(64) primary key,
    service_id varchar(64) not null references services (id),
    region_id varchar(255) references regions (id),
    resource_name varchar(255) not null,
    default_limit integer not null check (default_limit >= -1),
    description text,
    unique nulls not distinct (service_id, region_id, resource_name)
);
create index registered_limits_by_region on registered_limits (region_id);

-- What one project or domain may have instead.
create table limits (
    id varchar(64) primary key,
    registered_limit_id varchar(64) not null references registered_limits (id),
    project_id varchar(64) references projects (id) on delete cascade,
    domain_id varchar(64) references domains (id) on delete cascade,
    resource_limit integer not null check (resource_limit >= -1),
    description text,
    unique nulls not distinct (registered_limit_id, project_id, domain_id),
    check (num_nonnulls(project_id, domain_id) = 1)
);
create index limits_by_project on limits (project_id);
create index limits_by_domain on limits (domain_id);
