-- What users call their servers to find them again; in alphabetical order, each once.
alter table instances add column tags varchar[] not null default '{}';

create index instances_by_tag on instances using gin (tags) where vm_state <> 'DELETED';

-- From microversion 2.41 on aggregates are shown with it.
alter table aggregates add column uuid uuid not null unique default gen_random_uuid();
