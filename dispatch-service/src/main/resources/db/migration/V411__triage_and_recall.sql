-- An order may be taken from its unit; the next one says so.
alter table work_order drop constraint work_order_cause_check;
alter table work_order add constraint work_order_cause_check
  check (cause in ('FIRST', 'AFTER_RETURN', 'REWORK', 'UNMERGED', 'AFTER_RECALL'));
alter table work_order drop constraint work_order_state_check;
alter table work_order add constraint work_order_state_check check (state in (
  'PENDING_SIGN', 'SIGNED', 'RETURN_REQUESTED', 'REPLY_IN_REVIEW', 'REPLY_IN_SIGN_OFF', 'REPLY_IN_CENTRE_REVIEW',
  'REPLIED', 'RETURNED', 'MERGED', 'WITHDRAWN', 'RECALLED'));

create table order_recall (
  work_order_id uuid primary key references work_order,
  case_id       uuid not null references registered_case,
  unit          text not null,
  to_unit       text,
  reason        text not null,
  signed        boolean not null,
  recalled_by   text not null,
  recalled_at   timestamptz not null
);
create index order_recall_unit on order_recall (unit, recalled_at);
create index order_recall_by on order_recall (recalled_at, recalled_by);

-- What a dispatcher asks the agent back before deciding. A question to an entry of triage that was decided meanwhile needs no answer.
create table triage_question (
  id          uuid primary key,
  case_id     uuid not null references registered_case,
  question    text not null,
  asked_by    text not null,
  asked_at    timestamptz not null,
  learnt      boolean,
  answer      text,
  answered_by text,
  answered_at timestamptz,
  check ((answered_at is null) = (answer is null) and (answered_at is null) = (learnt is null))
);
create index triage_question_case on triage_question (case_id, asked_at);
create index triage_question_open on triage_question (asked_at, id) where answered_at is null;
create index triage_entry_decided on triage_entry (decided_at) where decided_at is not null;

-- What the hotline's own people were reminded of.
create table office_urge (
  id          uuid primary key,
  case_id     uuid not null,
  deadline_id uuid not null,
  kind        text not null,
  origin      text not null,
  note        text not null,
  urged_by    text,
  urged_at    timestamptz not null
);
create index office_urge_deadline on office_urge (deadline_id, urged_at);
