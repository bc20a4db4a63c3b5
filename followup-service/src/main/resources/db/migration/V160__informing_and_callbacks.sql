-- Which callback plan is in force: one look at this row tells it, as for calendar and policy.
alter table office_state
  add column survey_version integer not null default 0;

create table survey_plan (
  version integer primary key check (version > 0),
  document text not null,
  created_at timestamptz not null,
  created_by text not null
);

-- An objective reason is to be explained to the citizen before the case is closed.
alter table case_file
  drop constraint case_file_phase_check,
  add constraint case_file_phase_check check (phase in (
    'REGISTERED', 'HANDLING', 'CALLBACK', 'AWAITING_DISPATCH', 'AWAITING_DECISION', 'AWAITING_EXPLANATION', 'MERGED',
    'CLOSED', 'ENDED'));

create index case_file_awaiting_explanation on case_file (replied_at, case_id) where phase = 'AWAITING_EXPLANATION';

create table explanation (
  id uuid primary key,
  case_id uuid not null references case_file,
  work_order_id uuid not null,
  round integer not null,
  text text not null,
  explained_by text,
  explained_at timestamptz not null
);

create index explanation_by_case on explanation (case_id, explained_at);

-- What is owed to the citizen of each round that was answered: to be told the result.
create table informing (
  work_order_id uuid primary key,
  case_id uuid not null references case_file,
  round integer not null,
  unit text not null,
  owed boolean not null,
  replied_at timestamptz not null,
  due_at timestamptz,
  told_by text,
  told_at timestamptz,
  denied boolean not null default false,
  check ((told_by is null) = (told_at is null))
) with (fillfactor = 80);

create index informing_open on informing (replied_at, work_order_id) where owed and told_at is null;
create index informing_by_reply on informing (replied_at);

-- A callback is about a round of handling or about an answer on the spot.
alter table callback
  alter column work_order_id drop not null,
  alter column unit drop not null,
  alter column disposition drop not null,
  add column origin text not null default 'REPLY' check (origin in ('REPLY', 'ON_THE_SPOT')),
  add column confidential boolean not null default false,
  -- how often a channel asked by itself, and when it may next; null: not any more
  add column automatic_attempts integer not null default 0,
  add column automatic_at timestamptz,
  add check (origin = 'ON_THE_SPOT' or work_order_id is not null and unit is not null and disposition is not null);

drop index callback_waiting;
create index callback_waiting on callback (origin, next_attempt_at, id) where state in ('OPEN', 'CLAIMED');
create index callback_automatic on callback (automatic_at, id) where state = 'OPEN' and automatic_at is not null;
create index callback_on_the_spot on callback (opened_at) where state in ('OPEN', 'CLAIMED') and origin = 'ON_THE_SPOT';
drop index callback_by_state;
create index callback_by_state on callback (state, origin, opened_at, id);
create index callback_by_opening on callback (opened_at);

alter table callback_answer
  add column reasons text[] not null default '{}',
  add column explanation text,
  add column plan_version integer not null default 0;

create index callback_answer_by_time on callback_answer (answered_at);

-- Where machines reach citizens: addresses registered by an administrator. The secret stands in the configuration.
create table survey_channel (
  code text primary key check (code ~ '^[a-z][a-z0-9]{1,30}$'),
  version integer not null,
  title text not null,
  transport text not null,
  medium text not null check (medium in ('SMS', 'VOICE')),
  url text,
  position integer not null,
  active boolean not null,
  changed_at timestamptz not null,
  changed_by text not null
);

-- One asking of one citizen by a channel. No telephone number: it is read from intake at the moment of sending.
create table survey_request (
  id uuid primary key,
  callback_id uuid not null references callback,
  channel text not null references survey_channel,
  attempt integer not null,
  state text not null check (state in ('WAITING', 'SENT', 'DELIVERED', 'ANSWERED', 'FAILED', 'EXPIRED', 'CANCELLED')),
  tries integer not null default 0,
  next_try_at timestamptz,
  batch_id uuid,
  created_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz,
  last_error text,
  check ((state in ('ANSWERED', 'FAILED', 'EXPIRED', 'CANCELLED')) = (ended_at is not null))
);

create unique index survey_request_one_at_a_time on survey_request (callback_id)
  where state in ('WAITING', 'SENT', 'DELIVERED');
create index survey_request_due on survey_request (next_try_at) where state = 'WAITING';
create index survey_request_silent on survey_request (sent_at) where state in ('SENT', 'DELIVERED');
create index survey_request_by_channel on survey_request (channel, state, created_at, id);
create index survey_request_by_batch on survey_request (batch_id) where batch_id is not null;

-- What a channel reported; the same report twice is one.
create table survey_receipt (
  request_id uuid not null references survey_request,
  hash text not null,
  event text not null,
  complete boolean not null,
  reported_at timestamptz not null,
  received_at timestamptz not null,
  primary key (request_id, hash)
);

create table social_survey (
  id uuid primary key,
  title text not null,
  surveyor text not null,
  from_day date not null,
  to_day date not null,
  size integer not null check (size > 0),
  seed text not null,
  drawn integer not null,
  created_at timestamptz not null,
  created_by text not null
);

create table social_survey_sample (
  survey_id uuid not null references social_survey,
  number integer not null,
  callback_id uuid not null references callback,
  answered_at timestamptz,
  primary key (survey_id, number),
  unique (survey_id, callback_id)
);
