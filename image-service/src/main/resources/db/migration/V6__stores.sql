-- Images lie in several stores. Where the complete data is: a JSON object from the store's name to the object's key.
alter table images add column locations jsonb not null default '{}';

-- `store` and `object_key` together say where data is on its way to, or waits for its import.
alter table images add column store varchar(64);

update images set locations = jsonb_build_object('s3', object_key), object_key = null
where status in ('ACTIVE', 'DEACTIVATED');

update images set store = 's3' where object_key is not null;

alter table waste add column store varchar(64) not null default 's3';
alter table waste alter column store drop default;
alter table waste drop constraint waste_pkey;
alter table waste add primary key (store, object_key);
create index waste_by_age on waste (store, since);

-- Where an import brings the data.
alter table import_tasks add column store varchar(64) not null default 's3';
alter table import_tasks alter column store drop default;
