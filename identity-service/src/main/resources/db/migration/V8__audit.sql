-- What the services were asked. Only ever appended to: hash = SHA-256(hash before || bytes of record), and `sequence`
-- has no gaps. The other columns repeat what `record` says, for searching; the verifier compares them.
create table audit_events (
    sequence bigint primary key,
    id uuid not null unique,
    hash bytea not null,
    record text not null,
    event_time timestamptz not null,
    action text not null,
    outcome text not null,
    service text not null,
    user_id text not null,
    project_id text,
    request_id text,
    global_request_id text,
    user_domain_id text,
    target_domain_id text
);
create index audit_events_by_time on audit_events (event_time, sequence);
create index audit_events_by_action on audit_events (action, sequence);
create index audit_events_by_outcome on audit_events (outcome, sequence);
create index audit_events_by_service on audit_events (service, sequence);
create index audit_events_by_user on audit_events (user_id, sequence);
create index audit_events_by_project on audit_events (project_id, sequence) where project_id is not null;
create index audit_events_by_request on audit_events (request_id) where request_id is not null;
create index audit_events_by_global_request on audit_events (global_request_id) where global_request_id is not null;
create index audit_events_by_user_domain on audit_events (user_domain_id, sequence) where user_domain_id is not null;
create index audit_events_by_target_domain on audit_events (target_domain_id, sequence) where target_domain_id is not null;

-- The chain's head as it was at some moment, signed: one a day (`head`), and the last one that is no longer kept, on
-- which the rest hangs (`base`, at most one).
create table audit_checkpoints (
    purpose text not null check (purpose in ('head', 'base')),
    day date not null,
    sequence bigint not null,
    signed text not null,
    primary key (purpose, day)
);

-- Keeps mistakes out, and statements smuggled in; whoever owns the database is found out by the chain instead.
create function audit_events_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('virga.audit_retention', true) = 'on' then
        return old;
    end if;
    raise exception 'audit events are only ever appended';
end $$;
create trigger audit_events_stay before update or delete on audit_events for each row execute function audit_events_stay();
create trigger audit_events_stay_all before truncate on audit_events for each statement execute function audit_events_stay();
