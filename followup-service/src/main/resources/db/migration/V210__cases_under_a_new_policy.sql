-- What a case must know to come under a policy with other kinds of deadlines: whether the order was signed, which request for a return
-- waits, and which questions to other units are open (id@moment@unit, parted by a semicolon).
alter table case_file
  add column signed boolean not null default false,
  add column return_request_id uuid,
  add column questions text not null default '';

-- An order without an open deadline for signing counts as signed: of one that never had such a deadline nobody can tell.
update case_file c
set signed = true
where c.phase = 'HANDLING'
  and not exists (
    select 1
    from deadline d
    where d.work_order_id = c.work_order_id
      and d.kind = 'SIGN'
      and d.ended_at is null);

update case_file c
set return_request_id = d.id
from deadline d
where d.work_order_id = c.work_order_id
  and d.kind = 'RULING'
  and d.ended_at is null;

update case_file c
set questions = asked.questions
from (
  select work_order_id,
    string_agg(
      id || '@' || to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '@' || unit, ';'
      order by started_at, id) as questions
  from deadline
  where kind = 'CO_HANDLING'
    and ended_at is null
  group by work_order_id) as asked
where asked.work_order_id = c.work_order_id;

-- The change of the policy by which a deadline came to be set, or to be owed no longer.
alter table deadline
  add column policy_because text,
  add column policy_because_en text,
  add column policy_ended boolean,
  add check ((policy_because is null) = (policy_because_en is null)),
  add check ((policy_because is null) = (policy_ended is null));
