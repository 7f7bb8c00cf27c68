-- Bytes that an upload had announced which the service could not take, until one of as many has come.
alter table images add column broken_size bigint;
