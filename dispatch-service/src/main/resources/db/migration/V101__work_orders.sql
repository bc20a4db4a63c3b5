-- Cases as far as dispatch needs them, and their work orders.

create table registered_case (
  case_id         uuid primary key,
  case_number     text not null,
  channel         text not null,
  line_code       text,
  type            text not null,
  urgency         text not null,
  title           text not null,
  text            text not null,
  category        text,
  area            text,
  address         text,
  citizen_ref     uuid,
  anonymity       text not null,
  contactable     boolean not null,
  respondent_unit text,
  respondent_name text,
  upstream        jsonb,
  external_id     text,
  registered_at   timestamptz not null,
  imported        boolean not null,
  live_at         timestamptz,
  -- why nothing more is to be dispatched: WITHDRAWN, ANSWERED, NOT_ACCEPTED
  ended           text check (ended in ('WITHDRAWN', 'ANSWERED', 'NOT_ACCEPTED')),
  ended_at        timestamptz,
  urges           int not null default 0,
  check ((ended is null) = (ended_at is null))
);

-- What was added to the case afterwards: supplements and urges of the citizen.
create table case_note (
  id      uuid primary key,
  case_id uuid not null references registered_case,
  kind    text not null check (kind in ('SUPPLEMENT', 'URGE')),
  text    text,
  at      timestamptz not null
);
create index case_note_case on case_note (case_id, at);

create table work_order (
  id              uuid primary key,
  case_id         uuid not null references registered_case,
  round           int not null check (round >= 1),
  cause           text not null check (cause in ('FIRST', 'AFTER_RETURN', 'REWORK', 'UNMERGED')),
  unit            text not null references unit,
  co_units        text[] not null default '{}',
  state           text not null check (state in (
    'PENDING_SIGN', 'SIGNED', 'RETURN_REQUESTED', 'REPLY_IN_REVIEW', 'REPLY_IN_SIGN_OFF', 'REPLY_IN_CENTRE_REVIEW',
    'REPLIED', 'RETURNED', 'MERGED', 'WITHDRAWN')),
  category        text,
  area            text,
  decided_by      text not null check (decided_by in ('CLERK', 'CATALOGUE', 'MODEL')),
  reason          text not null,
  confidence      double precision,
  model_version   text,
  previous_id     uuid references work_order,
  dispatched_at   timestamptz not null,
  signed_at       timestamptz,
  signed_by       text,
  assignee        text,
  finished_at     timestamptz,
  ended_at        timestamptz,
  last_event_at   timestamptz not null,
  version         int not null,
  -- of the case, so that lists need no join
  case_number     text not null,
  title           text not null,
  type            text not null,
  urgency         text not null,
  channel         text not null,
  anonymity       text not null,
  respondent_unit text,
  imported        boolean not null,
  check ((signed_at is null) = (signed_by is null)),
  check (state <> 'REPLIED' or finished_at is not null)
);
-- One lead unit at a time: never two open work orders for one case.
create unique index one_open_work_order_per_case on work_order (case_id)
  where state in (
    'PENDING_SIGN', 'SIGNED', 'RETURN_REQUESTED', 'REPLY_IN_REVIEW', 'REPLY_IN_SIGN_OFF', 'REPLY_IN_CENTRE_REVIEW');
create index work_order_case on work_order (case_id, dispatched_at);
create index work_order_unit_state on work_order (unit, state, dispatched_at, id);
create index work_order_co_units on work_order using gin (co_units) where co_units <> '{}';

create table triage_entry (
  id          uuid primary key,
  case_id     uuid not null references registered_case,
  reason      text not null,
  candidates  jsonb not null,
  round       int not null,
  cause       text not null,
  previous_id uuid references work_order,
  sent_at     timestamptz not null,
  decided_at  timestamptz,
  decided_by  text,
  outcome     text check (outcome in ('DISPATCHED', 'MERGED', 'ENDED')),
  check ((decided_at is null) = (outcome is null))
);
create unique index one_open_triage_per_case on triage_entry (case_id) where decided_at is null;
create index triage_open on triage_entry (sent_at, case_id) where decided_at is null;

create table instruction (
  id            uuid primary key,
  work_order_id uuid not null references work_order,
  text          text not null,
  due           date,
  given_by      text not null,
  given_at      timestamptz not null
);
create index instruction_order on instruction (work_order_id, given_at);

create table return_request (
  id             uuid primary key,
  work_order_id  uuid not null references work_order,
  case_id        uuid not null,
  unit           text not null,
  reason         text not null,
  suggested_unit text,
  requested_by   text not null,
  requested_at   timestamptz not null,
  state          text not null check (state in ('OPEN', 'GRANTED', 'REFUSED')),
  to_unit        text,
  note           text,
  decided_by     text,
  decided_at     timestamptz,
  version        int not null,
  check ((state in ('GRANTED', 'REFUSED')) = (decided_by is not null))
);
create unique index one_open_return_request on return_request (work_order_id) where state = 'OPEN';
create index return_request_order on return_request (work_order_id, requested_at);
create index return_request_open on return_request (requested_at, id) where state = 'OPEN';

create table extension_request (
  id            uuid primary key,
  work_order_id uuid not null references work_order,
  case_id       uuid not null,
  unit          text not null,
  working_days  int not null check (working_days > 0),
  reason        text not null,
  requested_by  text not null,
  requested_at  timestamptz not null,
  state         text not null check (state in ('OPEN', 'GRANTED', 'REFUSED')),
  granted_days  int,
  note          text,
  decided_by    text,
  decided_at    timestamptz,
  version       int not null,
  check ((state in ('GRANTED', 'REFUSED')) = (decided_by is not null)),
  check ((state = 'GRANTED') = (granted_days is not null))
);
create unique index one_open_extension_request on extension_request (work_order_id) where state = 'OPEN';
create index extension_request_order on extension_request (work_order_id, requested_at);
create index extension_request_open on extension_request (requested_at, id) where state = 'OPEN';

create table co_handling (
  id            uuid primary key,
  work_order_id uuid not null references work_order,
  case_id       uuid not null,
  unit          text not null,
  co_unit       text not null references unit,
  question      text not null,
  requested_by  text not null,
  requested_at  timestamptz not null,
  text          text,
  answered_by   text,
  answered_at   timestamptz,
  version       int not null,
  check (co_unit <> unit),
  check ((answered_at is null) = (text is null) and (answered_at is null) = (answered_by is null))
);
create index co_handling_order on co_handling (work_order_id, requested_at);

create table reply (
  id             uuid primary key,
  work_order_id  uuid not null references work_order,
  case_id        uuid not null,
  unit           text not null,
  disposition    text not null,
  text           text not null,
  basis          text,
  contacted_at   timestamptz,
  review_date    date,
  author         text not null,
  submitted_at   timestamptz not null,
  state          text not null check (state in (
    'IN_REVIEW', 'IN_SIGN_OFF', 'IN_CENTRE_REVIEW', 'REJECTED', 'ISSUED')),
  sign_off_level text not null,
  centre_review  boolean not null,
  reviewer       text,
  reviewed_at    timestamptz,
  signer         text,
  signed_off_at  timestamptz,
  centre_reviewer text,
  centre_reviewed_at timestamptz,
  comment        text,
  issued_at      timestamptz,
  version        int not null,
  -- signed off by someone other than its author, always
  constraint signer_is_not_author check (signer <> author),
  constraint reviewer_is_not_author check (reviewer <> author),
  constraint centre_reviewer_is_not_author check (centre_reviewer <> author),
  constraint issued_only_when_signed check (state <> 'ISSUED' or signer is not null),
  check ((state = 'ISSUED') = (issued_at is not null)),
  check (disposition <> 'PLANNED' or review_date is not null)
);
create unique index one_reply_under_way on reply (work_order_id) where state in ('IN_REVIEW', 'IN_SIGN_OFF', 'IN_CENTRE_REVIEW');
create unique index one_issued_reply on reply (work_order_id) where state = 'ISSUED';
create index reply_order on reply (work_order_id, submitted_at);

-- Members of a merge; the lead case is handled, they are answered with it.
create table merge_member (
  id            uuid primary key,
  case_id       uuid not null references registered_case,
  lead_case_id  uuid not null references registered_case,
  work_order_id uuid not null references work_order,
  merged_by     text not null,
  merged_at     timestamptz not null,
  outcome       text check (outcome in ('ANSWERED', 'UNMERGED', 'ENDED')),
  ended_at      timestamptz,
  check (case_id <> lead_case_id),
  check ((outcome is null) = (ended_at is null))
);
create unique index one_merge_per_member on merge_member (case_id) where outcome is null;
create index merge_member_lead on merge_member (lead_case_id) where outcome is null;
create index merge_member_lead_all on merge_member (lead_case_id);

-- What followup says about deadlines; never touches the version of a work order.
create table deadline_mirror (
  deadline_id         uuid primary key,
  case_id             uuid not null,
  work_order_id       uuid,
  round               int not null,
  kind                text not null,
  unit                text,
  started_at          timestamptz not null,
  due_at              timestamptz not null,
  state               text not null check (state in ('OPEN', 'YELLOW', 'RED', 'MET', 'MISSED', 'CANCELLED')),
  provisional         boolean not null,
  extensions_left     int not null,
  extension_days_left int not null,
  return_until        timestamptz,
  explanation         jsonb not null,
  set_at              timestamptz not null,
  done_at             timestamptz
);
create index deadline_mirror_order on deadline_mirror (work_order_id, kind);
create index deadline_mirror_case on deadline_mirror (case_id);

-- Every reading of a work order: who, when.
create table reading_log (
  id            bigint generated always as identity primary key,
  work_order_id uuid not null,
  case_id       uuid not null,
  subject       text not null,
  unit          text,
  at            timestamptz not null
);
create index reading_log_case on reading_log (case_id, at);
create index reading_log_subject on reading_log (subject, at);
