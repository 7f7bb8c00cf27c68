-- Rights that one user hands to another.

-- role_ids: what was asked for and is shown. all_role_ids: those and the ones they imply; of these a token has those
-- that the first trustor of the chain has then.
create table trusts (
    id varchar(64) primary key,
    trustor_user_id varchar(64) not null references users (id) on delete cascade,
    trustee_user_id varchar(64) not null references users (id) on delete cascade,
    project_id varchar(64) not null references projects (id) on delete cascade,
    impersonation boolean not null,
    expires_at timestamptz,
    remaining_uses int check (remaining_uses >= 0),
    redelegation_count int not null check (redelegation_count >= 0),
    redelegated_trust_id varchar(64) references trusts (id) on delete cascade,
    role_ids text[] not null,
    all_role_ids text[] not null
);
create index trusts_by_trustor on trusts (trustor_user_id);
create index trusts_by_trustee on trusts (trustee_user_id);
create index trusts_by_project on trusts (project_id);
create index trusts_by_redelegated on trusts (redelegated_trust_id);
