-- Groups of hosts, as operators make them. `metadata` holds the zone, too, under `availability_zone`, as the API does.
create table aggregates (
    id          integer generated always as identity primary key,
    name        text not null unique,
    metadata    jsonb not null default '{}',
    hosts       jsonb not null default '[]',
    created_at  timestamptz not null,
    updated_at  timestamptz
);

-- The zone that an aggregate puts the host into, whatever its agent says.
alter table hosts add column assigned_zone text;

-- What operators want in hosts' image caches, and how far each host is. `wish` is new with every wish, so that what a
-- host says of an earlier one does not count.
create table image_orders (
    aggregate_id  integer not null references aggregates (id) on delete cascade,
    host          text not null,
    image_id      uuid not null,
    wish          uuid not null unique,
    status        text not null,
    bytes         bigint not null default 0,
    size          bigint,
    message       text not null default '',
    updated_at    timestamptz not null,
    primary key (aggregate_id, host, image_id)
);

create index image_orders_open on image_orders (host) where status in ('QUEUED', 'CACHING');
