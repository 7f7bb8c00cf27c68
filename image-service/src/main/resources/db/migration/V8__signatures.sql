-- Certificates whose holders a project trusts to sign images. The bytes are DER.
create table certificates (
    id         uuid         primary key,
    project_id varchar(64)  not null,
    name       varchar(255),
    is_public  boolean      not null,
    der        bytea        not null,
    created_at timestamptz  not null
);

create index certificates_of_project on certificates (project_id, created_at, id);
create index certificates_of_all on certificates (created_at, id) where is_public;

-- What was proved when the data came: a signature over bytes with that SHA-512, by the holder of the certificate. The
-- certificate becomes null when it is deleted.
alter table images add column signed_sha512 varchar(128);
alter table images add column signature_certificate uuid;
create index images_by_certificate on images (signature_certificate) where signature_certificate is not null;

-- Projects that have said whether they take signed images alone; all others take any.
create table signing_rules (
    project_id  varchar(64) primary key,
    signed_only boolean     not null
);
