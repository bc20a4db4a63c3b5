-- What the facts add up to, by day, month and year, so that a figure is read and not counted. The columns of the figures, the
-- triggers on the facts and the contents follow from the definitions of the counts: the service lays them out when it starts
-- and whenever a definition changed, and fills them beside the work.
create table summary (
  dimension text not null,
  grain text not null,
  day date not null,
  key text not null,
  primary key (dimension, grain, day, key)
);

-- Changes that are not in the summary yet: appended with the facts they come from, so that nobody waits for anybody.
create table summary_change (
  unit text,
  area text,
  category text,
  channel text,
  type text,
  day date not null
);

-- Which definitions the summary is laid out by, up to which case it is filled, and by which calendar working days count in it.
create table summary_state (
  single boolean primary key default true check (single),
  fingerprint text,
  filled_to uuid,
  calendar bigint
);

insert into summary_state default values;

-- What depends on the present moment is counted from the rounds still open.
create index round_fact_open_by_deadline on round_fact (due_at) where finished_at is null;
