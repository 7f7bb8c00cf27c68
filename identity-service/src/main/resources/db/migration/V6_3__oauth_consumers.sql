-- Programs that are known by name to OAuth 1.0a; the secret is sealed like those of credentials.
create table oauth_consumers (
    id varchar(64) primary key,
    description text,
    secret bytea not null,
    extra jsonb not null
);
