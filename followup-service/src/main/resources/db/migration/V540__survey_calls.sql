-- A social survey may be asked by the centre's own agents: its citizens are called as callbacks are, each with its lease and its attempts.
alter table social_survey add column by_agents boolean not null default false;

alter table social_survey_sample
  add column id uuid not null default gen_random_uuid(),
  add column attempts integer not null default 0,
  add column next_attempt_at timestamptz,
  add column claimed_by text,
  add column claimed_until timestamptz,
  add column outcome text,
  add column note text,
  add column ended_at timestamptz,
  add column version integer not null default 0,
  add unique (id),
  add check (ended_at is null or next_attempt_at is null and claimed_by is null);

create index social_survey_sample_to_be_called on social_survey_sample (next_attempt_at)
  where next_attempt_at is not null;
