create table images (
    id               uuid         primary key,
    owner            varchar(64)  not null,
    name             varchar(255),
    status           varchar(16)  not null,
    visibility       varchar(16)  not null,
    container_format varchar(16),
    disk_format      varchar(16),
    min_ram          integer      not null default 0,
    min_disk         integer      not null default 0,
    protected        boolean      not null default false,
    hidden           boolean      not null default false,
    tags             text[]       not null default '{}',
    properties       jsonb        not null default '{}',
    size             bigint,
    virtual_size     bigint,
    md5              varchar(32),
    sha512           varchar(128),
    -- Where the bytes are, or where they are on their way to. Never used twice.
    object_key       varchar(128) unique,
    upload_deadline  timestamptz,
    created_at       timestamptz  not null,
    updated_at       timestamptz  not null,
    deleted_at       timestamptz,
    generation       bigint       not null
);

create index images_of_owner on images (owner, created_at desc, id desc) where status <> 'DELETED';
create index images_by_age on images (created_at desc, id desc) where status <> 'DELETED';
create index images_by_name on images (name) where status <> 'DELETED';
create index images_with_tags on images using gin (tags);
create index uploads_under_way on images (upload_deadline) where upload_deadline is not null;

create table image_members (
    image_id   uuid         not null references images (id) on delete cascade,
    member_id  varchar(255) not null,
    status     varchar(16)  not null,
    created_at timestamptz  not null,
    updated_at timestamptz  not null,
    primary key (image_id, member_id)
);

create index images_of_member on image_members (member_id, status);

-- Stored bytes that nobody needs any more. Written with the change that made them useless, erased once they are gone.
create table waste (
    object_key varchar(128) primary key,
    since      timestamptz  not null
);
