-- Returns by a listed reason; a ruling that sends a case back to a unit that returned it says so.
alter table return_request
  add column reason_code text not null default 'OTHER' check (reason_code in (
    'NOT_RESPONSIBLE', 'OTHER_AREA', 'OTHER_LEAD', 'DUPLICATE', 'UNCLEAR', 'NOT_ACCEPTABLE', 'OTHER')),
  add column back_to_returner boolean not null default false;
create index return_request_granted on return_request (case_id) where state = 'GRANTED';
create index return_request_figures on return_request (requested_at);

-- Until when more time may be asked for, where the policy says earlier than the deadline itself.
alter table deadline_mirror
  add column extension_until timestamptz;

-- Who handles: the lead unit answers for the order, a unit below it may handle it.
alter table work_order
  add column handling_unit text references unit,
  add column assigned_by text,
  add column assigned_at timestamptz,
  add column instruction_standing text not null default 'NOT_NEEDED' check (instruction_standing in (
    'NOT_NEEDED', 'AWAITED', 'READ', 'GIVEN')),
  add check (handling_unit <> unit),
  add check ((assigned_by is null) = (assigned_at is null));
create index work_order_handling on work_order (handling_unit, dispatched_at, id) where handling_unit is not null;
create index work_order_assignee on work_order (unit, assignee, dispatched_at, id) where assignee is not null;
create index work_order_instruction on work_order (unit, instruction_standing, dispatched_at, id) where ended_at is null;

create table hand_down (
  id            uuid primary key,
  work_order_id uuid not null references work_order,
  from_unit     text not null,
  to_unit       text not null,
  note          text not null,
  handed_by     text not null,
  handed_at     timestamptz not null,
  check (from_unit <> to_unit)
);
create index hand_down_order on hand_down (work_order_id, handed_at);

-- Which of a unit's cases its leader reads before they are handled.
alter table unit
  add column instructions text not null default 'NONE' check (instructions in ('NONE', 'COMPLEX', 'ALL'));

alter table instruction
  add column on_behalf_of text;

-- A leader has read the order, with or without an instruction.
create table leader_mark (
  work_order_id uuid not null references work_order,
  subject       text not null,
  on_behalf_of  text,
  read_at       timestamptz not null,
  primary key (work_order_id, subject)
);

-- Who of the unit has read an instruction.
create table instruction_reading (
  instruction_id uuid not null references instruction,
  subject        text not null,
  read_at        timestamptz not null,
  primary key (instruction_id, subject)
);

-- AB 角: who acts for whom, in which role, from day to day (Asia/Shanghai, both inclusive).
create table deputy (
  id           uuid primary key,
  unit         text not null references unit,
  person       text not null,
  role         text not null check (role in ('unit-reviewer', 'unit-leader')),
  level        text check (level in ('DEPUTY', 'PRINCIPAL')),
  deputy       text not null,
  valid_from   date not null,
  valid_to     date not null check (valid_to >= valid_from),
  reason       text,
  named_by     text not null,
  named_at     timestamptz not null,
  ended_by     text,
  ended_at     timestamptz,
  check (deputy <> person),
  check ((role = 'unit-leader') = (level is not null)),
  check ((ended_at is null) = (ended_by is null))
);
create index deputy_unit on deputy (unit, named_at, id);
create index deputy_acting on deputy (deputy, role) where ended_at is null;
create index deputy_person on deputy (unit, person, role) where ended_at is null;

-- Signer and author are different people, through deputies too.
alter table reply
  add column reviewer_for text,
  add column signer_for text,
  add constraint reviewer_for_is_not_author check (reviewer_for <> author),
  add constraint signer_for_is_not_author check (signer_for <> author);
