-- Uploads that go on over many requests. One is the upload of the image that has its key in object_key.
create table upload_sessions (
    object_key   varchar(128) primary key,
    store        varchar(64)  not null,
    image_id     uuid         not null references images (id) on delete cascade,
    -- What the store calls it; null until it has been asked.
    multipart_id text,
    size         bigint       not null,
    part_size    bigint       not null,
    direct       boolean      not null,
    closed       boolean      not null
);

create index upload_sessions_of_image on upload_sessions (image_id);

create table upload_parts (
    object_key varchar(128) not null references upload_sessions (object_key) on delete cascade,
    number     integer      not null,
    size       bigint       not null,
    -- Null where the sender did not go through this service.
    sha256     varchar(64),
    etag       text         not null,
    primary key (object_key, number)
);

alter table import_tasks add column method varchar(32);
update import_tasks set method = case when uri is null then 'glance-direct' else 'web-download' end;
alter table import_tasks alter column method set not null;
