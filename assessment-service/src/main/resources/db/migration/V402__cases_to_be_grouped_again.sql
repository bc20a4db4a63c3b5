-- A case whose area or category was corrected is placed among others anew.
alter table case_to_group add column again boolean not null default false;
