-- An entry of the catalogue whose words dispatch a case by themselves says so: the office marks what it has found safe.

alter table catalogue_entry
  add column keywords_decide boolean not null default false;
