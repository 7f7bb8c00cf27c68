-- What an EC2 key hands on, fixed when it is made; keys from before hand on nothing.

alter table credentials add column role_ids varchar(64)[] not null default '{}';
