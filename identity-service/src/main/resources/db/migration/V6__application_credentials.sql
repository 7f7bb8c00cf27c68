-- Rights that users hand to programs: some of their roles in one project, by a secret of its own.

create table access_rules (
    id varchar(64) primary key,
    user_id varchar(64) not null references users (id) on delete cascade,
    service varchar(64) not null,
    method varchar(6) not null,
    path varchar(225) not null,
    unique (user_id, service, method, path)
);

-- role_ids: what was handed over, implied roles spelled out; of these a token has those that the user has then.
-- rule_ids: null where every call is allowed.
create table application_credentials (
    id varchar(64) primary key,
    user_id varchar(64) not null references users (id) on delete cascade,
    project_id varchar(64) not null references projects (id) on delete cascade,
    name varchar(255) not null,
    description text,
    secret_hash varchar(100) not null,
    unrestricted boolean not null,
    expires_at timestamptz,
    role_ids text[] not null,
    rule_ids text[],
    unique (user_id, name)
);
create index application_credentials_by_project on application_credentials (project_id);
