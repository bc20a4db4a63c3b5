-- What the office knows has a revision; whoever computes deadlines holds this row in share until the commit, whoever
-- changes calendar or policy holds it alone: so no deadline stays behind with an old calendar.
create table office_state (
  id smallint primary key default 1 check (id = 1),
  calendar_revision bigint not null,
  policy_revision bigint not null
);

insert into office_state (calendar_revision, policy_revision)
values (0, 0);

-- Exceptions to Monday-to-Friday, a row a year.
create table calendar_year (
  year integer primary key check (year between 1949 and 2999),
  source text not null,
  days jsonb not null,
  shipped boolean not null,
  revision bigint not null,
  changed_at timestamptz not null,
  changed_by text not null
);

create table policy_version (
  policy_id text not null,
  version integer not null check (version > 0),
  document text not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (policy_id, version)
);

create table policy_activation (
  id uuid primary key,
  policy_id text not null,
  version integer not null,
  from_at timestamptz not null,
  open_cases text not null check (open_cases in ('KEEP', 'APPLY')),
  applied_at timestamptz,
  activated_at timestamptz not null,
  activated_by text not null,
  foreign key (policy_id, version) references policy_version
);

create index policy_activation_to_apply on policy_activation (from_at)
  where open_cases = 'APPLY' and applied_at is null;

-- A case as follow-up sees it: what registration said, and how far it is.
create table case_file (
  case_id uuid primary key,
  case_number text not null,
  title text not null,
  type text not null,
  urgency text not null,
  channel text not null,
  anonymity text not null,
  contactable boolean not null,
  citizen_ref uuid not null,
  registered_at timestamptz not null,
  upstream_due_at timestamptz,
  reply_due_at timestamptz,
  imported boolean not null,
  registered_category text,
  phase text not null check (phase in (
    'REGISTERED', 'HANDLING', 'CALLBACK', 'AWAITING_DISPATCH', 'AWAITING_DECISION', 'MERGED', 'CLOSED', 'ENDED')),
  live boolean not null,
  live_at timestamptz,
  work_order_id uuid,
  round integer not null,
  unit text,
  category text,
  policy_id text,
  policy_version integer not null,
  dispatched_at timestamptz,
  return_requested_at timestamptz,
  returns integer not null,
  reply_id uuid,
  replied_at timestamptz,
  informed boolean not null,
  callback_id uuid,
  dissatisfactions integer not null,
  reworks integer not null,
  citizen_urges integer not null,
  urge_supervised boolean not null,
  closed_at timestamptz,
  close_reason text,
  check (phase <> 'HANDLING' or work_order_id is not null),
  check (phase <> 'CLOSED' or close_reason is not null)
) with (fillfactor = 80);

create index case_file_by_work_order on case_file (work_order_id) where work_order_id is not null;

create table deadline (
  id uuid primary key,
  case_id uuid not null references case_file,
  work_order_id uuid not null,
  round integer not null,
  kind text not null,
  unit text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  state text not null check (state in ('OPEN', 'YELLOW', 'RED', 'MET', 'MISSED', 'CANCELLED')),
  provisional boolean not null,
  calendar_revision bigint not null,
  policy_id text not null,
  policy_version integer not null,
  -- JSON, read as a whole and written by the thousand
  explanation text not null,
  extensions integer not null,
  extension_days integer not null,
  given_back_days integer not null,
  return_until timestamptz,
  set_at timestamptz not null,
  yellow_at timestamptz,
  red_at timestamptz,
  urge_at timestamptz,
  yellow_fired_at timestamptz,
  red_fired_at timestamptz,
  urged_at timestamptz,
  urge_id uuid,
  timed boolean not null,
  held boolean not null,
  next_at timestamptz,
  ended_at timestamptz,
  cancel_reason text,
  check ((state = 'CANCELLED') = (cancel_reason is not null)),
  check ((state in ('OPEN', 'YELLOW', 'RED')) = (ended_at is null)),
  check (next_at is null or ended_at is null)
) with (fillfactor = 80);

create index deadline_by_case on deadline (case_id);
-- One open deadline of a kind for a work order.
create unique index deadline_open on deadline (work_order_id, kind) where ended_at is null;
-- The timer sees nothing else: an idle tick reads an empty range.
create index deadline_next on deadline (next_at) where next_at is not null;
-- What a change of the calendar has not reached yet.
create index deadline_open_by_revision on deadline (calendar_revision, case_id) where ended_at is null;
create index deadline_by_unit on deadline (unit, due_at, id);
create index deadline_by_state on deadline (state, due_at, id) where state in ('OPEN', 'YELLOW', 'RED');
create index deadline_by_due on deadline (due_at, id);

create table unit_urge (
  id uuid primary key,
  case_id uuid not null references case_file,
  work_order_id uuid not null,
  unit text not null,
  origin text not null check (origin in ('SYSTEM', 'SUPERVISOR', 'CITIZEN')),
  note text not null,
  urged_by text,
  urged_at timestamptz not null,
  revoked_at timestamptz
);

create index unit_urge_by_work_order on unit_urge (work_order_id, urged_at, id);

create table result_notice (
  id uuid primary key,
  case_id uuid not null references case_file,
  work_order_id uuid not null,
  round integer not null,
  unit text not null,
  channel text not null,
  reached boolean not null,
  recorded_by text,
  informed_at timestamptz not null
);

create index result_notice_by_case on result_notice (case_id, informed_at);

create table callback (
  id uuid primary key,
  version integer not null,
  case_id uuid not null references case_file,
  work_order_id uuid not null,
  round integer not null,
  unit text not null,
  citizen_ref uuid not null,
  disposition text not null,
  reply_text text not null,
  state text not null check (state in ('OPEN', 'CLAIMED', 'ANSWERED', 'NO_ANSWER', 'CANCELLED')),
  attempts integer not null,
  opened_at timestamptz not null,
  next_attempt_at timestamptz not null,
  claimed_by text,
  claimed_until timestamptz,
  ended_at timestamptz,
  check ((state = 'CLAIMED') = (claimed_by is not null)),
  check ((state in ('OPEN', 'CLAIMED')) = (ended_at is null))
);

create index callback_by_case on callback (case_id);
create index callback_waiting on callback (next_attempt_at, id) where state in ('OPEN', 'CLAIMED');
create index callback_by_state on callback (state, opened_at, id);
-- Nobody is called by two agents at once.
create unique index callback_one_claim_per_citizen on callback (citizen_ref) where state = 'CLAIMED';

-- What citizens answered; a later answer of the same instrument corrects an earlier one, both are kept.
create table callback_answer (
  id uuid primary key,
  callback_id uuid not null references callback,
  instrument text not null check (instrument in ('AUTOMATIC', 'AGENT', 'SOCIAL_SURVEY')),
  informed boolean,
  resolved boolean,
  satisfaction text not null,
  attitude text,
  reason text,
  objective boolean,
  note text,
  answered_by text,
  answered_at timestamptz not null,
  corrected boolean not null
);

create index callback_answer_by_callback on callback_answer (callback_id, answered_at, id);
create unique index callback_answer_in_force on callback_answer (callback_id, instrument) where not corrected;

-- Links to the survey page. Only a hash of the token is kept: who reads the database cannot answer for a citizen.
create table survey_token (
  hash bytea primary key,
  callback_id uuid not null references callback,
  expires_at timestamptz not null
);

create index survey_token_by_age on survey_token (expires_at);

create table supervision (
  id uuid primary key,
  version integer not null,
  case_id uuid not null references case_file,
  work_order_id uuid not null,
  unit text not null,
  cause text not null,
  order_text text not null,
  level integer not null check (level > 0),
  due_at timestamptz not null,
  state text not null check (state in ('OPEN', 'REPORTED', 'CLOSED')),
  opened_by text,
  opened_at timestamptz not null,
  feedback text,
  feedback_by text,
  feedback_at timestamptz,
  finding text,
  closed_by text,
  closed_at timestamptz,
  check ((state = 'CLOSED') = (closed_at is not null))
);

create index supervision_by_case on supervision (case_id);
create index supervision_by_state on supervision (state, due_at, id);
create index supervision_by_unit on supervision (unit, due_at, id);
