-- Whoever writes a case, or what is read with it, counts its version up: commands of people read it without a lock and are written against
-- the version that they read.
alter table case_file add column version integer not null default 0;
