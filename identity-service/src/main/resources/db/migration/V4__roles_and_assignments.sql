-- Grants that hold below their target, and roles that nobody may change.

alter table roles add column immutable boolean; -- null: never said

-- On a domain for all of its projects, on a project for its subtree; on neither of them itself.
alter table grants add column inherited boolean not null default false;
alter table grants alter column inherited drop default;
alter table grants add check (not (inherited and on_system));

-- Who, and where, as one word each: a user's effective roles are then looked up in one index, with one list of holders
-- and one list of places. A capital letter is a place whose projects inherit.
alter table grants
    add column holder varchar(65) not null
        generated always as (case when user_id is null then 'g' || group_id else 'u' || user_id end) stored,
    add column place varchar(65) not null
        generated always as (case
            when on_system then 's'
            when project_id is null then (case when inherited then 'D' else 'd' end) || domain_id
            else (case when inherited then 'P' else 'p' end) || project_id
        end) stored;

do $$
declare
    without_inherited text;
begin
    select conname into strict without_inherited from pg_constraint
    where conrelid = 'grants'::regclass and contype = 'u';
    execute format('alter table grants drop constraint %I', without_inherited);
end $$;

alter table grants add constraint grants_are_given_once unique (holder, place, role_id);
create index grants_by_user on grants (user_id);
create index implied_roles_by_implied on implied_roles (implied_role_id);
