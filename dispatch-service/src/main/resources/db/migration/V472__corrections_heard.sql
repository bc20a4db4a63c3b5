-- The number of the last correction of the case that was heard of: each dispatch tells by it what it was decided by.
alter table registered_case add column corrections integer not null default 0 check (corrections >= 0);
