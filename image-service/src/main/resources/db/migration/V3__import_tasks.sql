-- Imports of images' data. `lease_until` is null when the task is over; until then nobody but its holder works on it.
create table import_tasks (
    id          uuid        primary key,
    image_id    uuid        not null references images (id) on delete cascade,
    owner       varchar(64) not null,
    user_id     varchar(64) not null,
    request_id  varchar(64) not null,
    uri         text,
    status      varchar(16) not null,
    message     text        not null,
    attempts    integer     not null,
    lease_until timestamptz,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    expires_at  timestamptz
);

create index import_tasks_of_image on import_tasks (image_id, created_at);
create index import_tasks_by_age on import_tasks (created_at desc, id desc);
create index import_tasks_to_do on import_tasks (lease_until) where lease_until is not null;
create index import_tasks_over on import_tasks (expires_at) where expires_at is not null;
