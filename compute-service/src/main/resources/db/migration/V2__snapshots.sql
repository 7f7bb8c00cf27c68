-- Images that are being made of instances. `kept_until` is when the image will be deleted; none while an operation makes
-- it, and the row goes when the image is active.
create table snapshots (
    image_id     uuid primary key,
    instance_id  uuid not null references instances (id),
    behalf       jsonb not null,
    size         bigint,
    uploaded     boolean not null default false,
    kept_until   timestamptz
);

create unique index snapshots_under_way on snapshots (instance_id) where kept_until is null;
create index snapshots_given_up on snapshots (kept_until) where kept_until is not null;
