-- Samples of handled cases for supervision (督查抽样): drawn once, by a seed with which they can be drawn again.
create table sample_plan (
  plan_id uuid primary key,
  name text not null,
  period text not null,
  method text not null check (method in (
    'CASE_REVIEW', 'CITIZEN_RATING', 'PHONE_CHECK', 'SITE_VISIT', 'INTERVIEW', 'RANDOM_CALLBACK')),
  seed text not null,
  per_unit integer not null check (per_unit > 0),
  units text[] not null,
  excluded_units text[] not null,
  excluded_cases uuid[] not null,
  drawn integer not null default 0,
  drawn_by text not null,
  drawn_at timestamptz not null
);

create index sample_plan_by_time on sample_plan (drawn_at desc, plan_id);

create table sample_item (
  plan_id uuid not null references sample_plan,
  number integer not null check (number > 0),
  unit text not null,
  case_id uuid not null,
  work_order_id uuid not null,
  finished_at timestamptz not null,
  primary key (plan_id, number),
  unique (plan_id, work_order_id)
);

create table sample_finding (
  finding_id uuid primary key,
  plan_id uuid not null references sample_plan,
  number integer,
  unit text not null,
  severity text not null check (severity in ('MINOR', 'SERIOUS', 'GRAVE')),
  text text not null,
  found_by text not null,
  found_at timestamptz not null,
  foreign key (plan_id, number) references sample_item (plan_id, number)
);

create index sample_finding_by_plan on sample_finding (plan_id, found_at, finding_id);

-- What units must put right by a date (限期整改).
create table rectification (
  rectification_id uuid primary key,
  finding_id uuid references sample_finding,
  unit text not null,
  text text not null,
  state text not null check (state in ('ORDERED', 'REPORTED', 'FULFILLED')),
  due_at timestamptz not null,
  ordered_by text not null,
  ordered_at timestamptz not null,
  reported_by text,
  reported_at timestamptz,
  reopened integer not null default 0,
  version integer not null default 0,
  check (state = 'ORDERED' or (reported_by is not null and reported_at is not null))
);

create unique index rectification_of_finding on rectification (finding_id) where finding_id is not null;
create index rectification_by_unit on rectification (unit, ordered_at desc, rectification_id);
create index rectification_by_time on rectification (ordered_at desc, rectification_id);

-- Each step, append-only.
create table rectification_step (
  id bigint generated always as identity primary key,
  rectification_id uuid not null references rectification,
  kind text not null check (kind in ('ORDERED', 'REPORTED', 'FULFILLED', 'NOT_FULFILLED', 'REOPENED')),
  text text not null,
  due_at timestamptz,
  done_by text not null,
  done_at timestamptz not null
);

create index rectification_step_by_order on rectification_step (rectification_id, id);
