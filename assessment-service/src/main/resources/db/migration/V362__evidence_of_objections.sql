-- What a unit refers to in its objection: numbers of papers and recordings, places where they are kept.
alter table appeal
  add column evidence text[] not null default '{}';
