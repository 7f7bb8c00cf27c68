create table outbox (
    id            bigint generated always as identity primary key,
    message_id    uuid        not null,
    address       text        not null,
    message_group text,
    body          text        not null,
    headers       text        not null,
    created_at    timestamptz not null default now()
);
