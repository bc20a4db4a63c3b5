-- How often a case was changed, by commands and by its stream: what is decided on a case that was read without a lock is written
-- only if nobody has changed it since. The version that callers see is counted by commands only.
alter table case_state add column changes integer not null default 0;
