-- Which decision about the messages to citizens is the last one; 0: none, no message is sent.
alter table office_state
  add column message_version integer not null default 0;

-- Texts that somebody wrote; version 0 is the shipped one.
create table message_template (
  kind text not null,
  version integer not null check (version > 0),
  text text not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (kind, version)
);

-- What was put in force, or out of it; the last one of a kind holds.
create table message_decision (
  number integer primary key,
  kind text not null,
  version integer,
  decided_by text not null,
  decided_at timestamptz not null
);

-- One message to one citizen about one case. Neither its text nor a telephone number nor a query code stands here: all three are made and
-- read at the moment of sending.
create table citizen_message (
  id uuid primary key,
  case_id uuid not null,
  citizen_ref uuid not null,
  kind text not null,
  unit text,
  until timestamptz,
  state text not null default 'WAITING' check (state in ('WAITING', 'SENT', 'DELIVERED', 'FAILED', 'CANCELLED')),
  channel text references survey_channel,
  sent_with uuid,
  tries integer not null default 0,
  next_try_at timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  ended_at timestamptz,
  last_error text,
  check ((state = 'WAITING') = (next_try_at is not null))
);

create index citizen_message_due on citizen_message (next_try_at) where state = 'WAITING';
create index citizen_message_by_case on citizen_message (case_id, created_at);
create index citizen_message_by_sending on citizen_message (sent_with) where sent_with is not null;

-- Citizens who want no more messages, until they or somebody for them says otherwise.
create table message_stop (
  citizen_ref uuid primary key,
  stopped_at timestamptz not null,
  stopped_by text not null,
  resumed_at timestamptz,
  resumed_by text
);
