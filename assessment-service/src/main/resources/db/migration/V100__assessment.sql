-- Every case event as it came, for ever: what the facts can be rebuilt from. Appended in the order of each partition, so the
-- key's index grows at twelve places only.
create table journal (
  topic text not null,
  kafka_partition integer not null,
  kafka_offset bigint not null,
  event_id uuid not null,
  case_id uuid not null,
  type text not null,
  time timestamptz not null,
  recorded_at timestamptz not null,
  imported boolean not null,
  actor text,
  payload text not null,
  primary key (topic, kafka_partition, kafka_offset)
) with (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 200000);

-- One row a case.
create table case_fact (
  case_id uuid primary key,
  position bigint not null,
  case_number text,
  registered_at timestamptz,
  imported boolean not null,
  channel text,
  type text,
  urgency text,
  category text,
  area text,
  anonymity text,
  contactable boolean not null,
  outcome text check (outcome in ('TO_DISPATCH', 'ANSWERED', 'NOT_ACCEPTED')),
  outcome_at timestamptz,
  unit text,
  dispatched_at timestamptz,
  withdrawn_at timestamptz,
  merged_at timestamptz,
  merged_into uuid,
  reworks integer not null,
  citizen_urges integer not null,
  closed_at timestamptz,
  close_reason text
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

create index case_fact_by_registration on case_fact (registered_at);
create index case_fact_by_unit on case_fact (unit, registered_at);

-- One row a work order: a unit's responsibility for a round of handling.
create table round_fact (
  case_id uuid not null,
  work_order_id uuid not null,
  round integer not null,
  cause text,
  unit text,
  channel text,
  type text,
  category text,
  area text,
  to_be_informed boolean not null,
  registered_at timestamptz,
  dispatched_at timestamptz,
  sign_due_at timestamptz,
  signed_at timestamptz,
  due_at timestamptz,
  finished_at timestamptz,
  disposition text,
  end_kind text check (end_kind in ('RETURNED', 'MERGED', 'WITHDRAWN', 'DECIDED_BY_INTAKE', 'CLOSED')),
  ended_at timestamptz,
  return_requested_at timestamptz,
  extended boolean not null,
  supervised boolean not null,
  urges integer not null,
  informed_at timestamptz,
  informed_by text,
  denied boolean not null,
  rework_ordered boolean not null,
  -- days of Asia/Shanghai between which working days are counted
  receipt_day date,
  reply_day date,
  primary key (case_id, work_order_id),
  check ((end_kind is null) = (ended_at is null)),
  check (end_kind is null or finished_at is null)
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

create index round_fact_by_dispatch on round_fact (dispatched_at);
create index round_fact_by_deadline on round_fact (due_at);
create index round_fact_by_reply on round_fact (finished_at) where finished_at is not null;
create index round_fact_by_unit_dispatch on round_fact (unit, dispatched_at);
create index round_fact_by_unit_deadline on round_fact (unit, due_at);
create index round_fact_by_unit_reply on round_fact (unit, finished_at) where finished_at is not null;

-- One row a completed callback.
create table survey_fact (
  event_id uuid primary key,
  callback_id uuid not null,
  case_id uuid not null,
  work_order_id uuid,
  round integer not null,
  unit text,
  channel text,
  type text,
  category text,
  area text,
  instrument text not null,
  outcome text not null,
  informed boolean,
  resolved boolean,
  satisfaction text,
  attitude text,
  objective boolean,
  completed_at timestamptz not null
);

create index survey_fact_by_day on survey_fact (completed_at);
create index survey_fact_by_unit on survey_fact (unit, completed_at);
create index survey_fact_by_callback on survey_fact (callback_id);

-- How many working days there were up to and including a day: the working days after a up to b are the difference.
create table working_day (
  day date primary key,
  ordinal integer not null
);

create table working_day_state (
  single boolean primary key default true check (single),
  revision bigint not null
);

insert into working_day_state (revision) values (-1);
