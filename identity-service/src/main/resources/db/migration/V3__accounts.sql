-- Options of everything that has them, the life of passwords, failed log-ins, and the settings of domains.

alter table domains add column tags varchar(255)[] not null default '{}';
alter table domains add column options jsonb not null default '{}';

alter table projects alter column tags type varchar(255)[];
alter table projects add column options jsonb not null default '{}';
create index projects_by_tag on projects using gin (tags);

alter table users add column options jsonb not null default '{}';
alter table users add column password_set_at timestamptz;
alter table users add column password_expires_at timestamptz;
alter table users add column password_self_chosen boolean not null default false;
alter table users add column last_active_on date not null default current_date;
create index users_by_default_project on users (default_project_id);

-- The hashes of the passwords before the present one, of which only the last few are kept.
create table former_passwords (
    id bigint generated always as identity primary key,
    user_id varchar(64) not null references users (id) on delete cascade,
    hash varchar(100) not null
);
create index former_passwords_by_user on former_passwords (user_id);

-- Log-ins that failed, whether or not there is a user of that name: nobody can tell by the time it takes.
create table failed_log_ins (
    who varchar(64) primary key,
    failures integer not null,
    last_at timestamptz not null
);

-- A sensitive value is sealed with the key beside the signing keys; the others are JSON.
create table domain_options (
    domain_id varchar(64) not null references domains (id) on delete cascade,
    group_name varchar(255) not null,
    option_name varchar(255) not null,
    value jsonb,
    sealed bytea,
    primary key (domain_id, group_name, option_name),
    check (num_nonnulls(value, sealed) = 1)
);
