-- The zone that an operator has put a host into, by an aggregate; without one the agent's own counts.
alter table hosts add column assigned_zone varchar(255);
