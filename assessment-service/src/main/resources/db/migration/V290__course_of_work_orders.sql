-- Where the case was after the last event about the work order: an event about a work order need not write its case.
alter table round_fact add column course text;
