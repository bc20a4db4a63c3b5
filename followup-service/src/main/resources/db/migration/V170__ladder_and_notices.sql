-- Beyond the marks an overdue deadline is brought before one after the other: handlers, leaders, the unit above, the circular,
-- supervision. What is to be done and what was done stand as text: STEP@moment, and STEP@moment@id@SENT or WAITS, parted by a blank.
alter table deadline
  add column ladder text not null default '',
  add column ladder_fired text not null default '';

update deadline
set ladder = 'URGE_HANDLERS@' || to_char(urge_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
where urge_at is not null
  and ended_at is null;

update deadline
set ladder_fired = 'URGE_HANDLERS@' || to_char(urged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  || '@' || urge_id || '@SENT'
where urged_at is not null
  and urge_id is not null;

alter table deadline
  drop column urge_at,
  drop column urged_at,
  drop column urge_id;

-- A notice has a number, is addressed to a level, and may wait for the morning.
create sequence unit_urge_number;

alter table unit_urge
  add column number bigint not null default nextval('unit_urge_number'),
  add column level text not null default 'HANDLERS'
    check (level in ('HANDLERS', 'LEADERS', 'PARENT_UNIT', 'CIRCULAR')),
  add column citizen_urges integer,
  add column kind text,
  add column due_at timestamptz,
  add column deliver_at timestamptz,
  add column delivered_at timestamptz;

update unit_urge
set deliver_at = urged_at,
    delivered_at = urged_at;

alter table unit_urge
  alter column deliver_at set not null;

-- The timer sees nothing else of it.
create index unit_urge_waiting on unit_urge (deliver_at)
  where delivered_at is null and revoked_at is null;
create index unit_urge_by_unit on unit_urge (unit, delivered_at, id) where delivered_at is not null;
create index unit_urge_by_time on unit_urge (delivered_at, id) where delivered_at is not null;

create sequence supervision_number;

alter table supervision
  add column number bigint not null default nextval('supervision_number'),
  add column notify_at timestamptz;

update supervision
set notify_at = opened_at;

alter table supervision
  alter column notify_at set not null;

-- The course of a supervision after it was opened: reports, raising, the finding.
create table supervision_step (
  id uuid primary key,
  supervision_id uuid not null references supervision,
  step text not null check (step in ('REPORTED', 'RAISED', 'CLOSED')),
  level integer not null,
  step_text text not null,
  due_at timestamptz,
  taken_by text,
  taken_at timestamptz not null
);

create index supervision_step_by_supervision on supervision_step (supervision_id, taken_at, id);

insert into supervision_step (id, supervision_id, step, level, step_text, taken_by, taken_at)
select gen_random_uuid(), id, 'REPORTED', level, feedback, feedback_by, feedback_at
from supervision
where feedback is not null;

insert into supervision_step (id, supervision_id, step, level, step_text, taken_by, taken_at)
select gen_random_uuid(), id, 'CLOSED', level, finding, closed_by, closed_at
from supervision
where finding is not null;
