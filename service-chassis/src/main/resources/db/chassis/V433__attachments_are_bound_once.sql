-- Counts what commands and the sweeping decide of a file: who decides on what was read before does not decide.
alter table attachment add column version integer not null default 0;
