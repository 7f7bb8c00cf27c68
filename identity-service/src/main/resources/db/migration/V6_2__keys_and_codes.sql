-- EC2 keys are found by their access key, also after it was changed; what proves somebody once proves nothing twice.

alter table credentials add column access_hash varchar(64);
update credentials set access_hash = id where type = 'ec2';
create unique index credentials_by_access on credentials (access_hash);

-- Codes and signatures that were taken, until they would not be good any more anyway.
create table used_proofs (
    proof varchar(128) primary key,
    until timestamptz not null
);
create index used_proofs_by_end on used_proofs (until);
