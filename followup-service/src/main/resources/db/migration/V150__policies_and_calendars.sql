-- The place's own days beside the notice: they prevail over it and stay when a new one comes.
alter table calendar_year
  add column local_days jsonb not null default '[]';

-- Which statutory clock, in which times the unit waited for the citizen (JSON), how the deadline moved last, and what the unit said
-- when it was done.
alter table deadline
  add column clock text,
  add column pauses text,
  add column moved_from timestamptz,
  add column moved_because text,
  add column moved_because_en text,
  add column done_note text,
  add column done_by text,
  add check ((kind = 'STATUTORY') = (clock is not null)),
  add check ((moved_from is null) = (moved_because is null)),
  add check ((moved_from is null) = (moved_because_en is null));

-- One open deadline of a kind for a work order; of co-handling one for each question, of the law one for each clock.
drop index deadline_open;
create unique index deadline_open on deadline (work_order_id, kind, coalesce(clock, ''))
  where ended_at is null and kind <> 'CO_HANDLING';

-- A run that computes open deadlines anew, and how far it is. A run that was stopped has no end and is taken up again.
create table recalculation (
  id uuid primary key,
  because text not null,
  because_en text not null,
  -- the revision of the calendar that it brings about, and the spans of days that changed (JSON); null for a policy
  calendar_revision bigint,
  changed_days text,
  activation_id uuid references policy_activation,
  total integer not null,
  looked integer not null default 0,
  moved integer not null default 0,
  started_by text,
  started_at timestamptz not null,
  -- by the clock of the database: tells whether somebody works on it
  touched_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  check ((calendar_revision is null) <> (activation_id is null))
);

create index recalculation_by_start on recalculation (started_at, id);
create index recalculation_unfinished on recalculation (touched_at) where finished_at is null;
create index recalculation_by_revision on recalculation (calendar_revision) where calendar_revision is not null;
