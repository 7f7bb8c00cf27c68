-- Copies of an image's data that are wanted: a JSON object from the store's name to the object's key, which is null while
-- nobody has begun with the copy. And those that are complete, but do not count before the others are.
alter table images add column copies jsonb not null default '{}';
alter table images add column copied jsonb not null default '{}';

-- All stores that an import brings data to, those that it has not reached yet, and those that it will not reach.
alter table import_tasks add column stores text[];
alter table import_tasks add column stores_left text[];
alter table import_tasks add column stores_failed text[] not null default '{}';
alter table import_tasks alter column stores_failed drop default;
update import_tasks set stores = array[store::text], stores_left = array[store::text];
alter table import_tasks alter column stores set not null;
alter table import_tasks alter column stores_left set not null;
alter table import_tasks drop column store;
alter table import_tasks add column all_must_succeed boolean not null default true;
alter table import_tasks alter column all_must_succeed drop default;

-- What is to be done next, and since when a store that is away keeps it from being done.
alter table import_tasks add column kind varchar(16);
update import_tasks set kind = case method when 'web-download' then 'DOWNLOAD' else 'PROOF' end;
alter table import_tasks alter column kind set not null;
alter table import_tasks add column waits_since timestamptz;
drop index import_tasks_to_do;
create index import_tasks_to_do on import_tasks (kind, lease_until) where lease_until is not null;
