-- Offset of the last event that the facts of a work order rest on: an event about a work order need not write its case.
alter table round_fact add column position bigint not null default -1;
