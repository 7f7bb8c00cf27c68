-- Where an image's data is on its way to in another format, while object_key says where it lies in its own.
alter table images add column converted_key varchar(128) unique;
-- The disk format that an import is to end in; null when it stays as it is.
alter table import_tasks add column convert_to varchar(16);
