-- What the dispatch office owes a case that no unit has yet, and an agent who was asked back, belongs to no work order.
alter table deadline alter column work_order_id drop not null;
alter table deadline
  drop constraint deadline_of_no_unit,
  add constraint deadline_of_no_unit check (unit is not null or kind in ('RULING', 'INFORM', 'TRIAGE', 'ASK_BACK'));
create unique index deadline_open_without_order on deadline (case_id, kind)
  where work_order_id is null and ended_at is null;
create index deadline_of_triage on deadline (due_at, id)
  where kind in ('TRIAGE', 'ASK_BACK') and ended_at is null;

-- What is in triage already gets its clock when the service starts.
insert into duty_without_clock (case_id)
select case_id
from case_file
where course like 'IN_TRIAGE%'
  and live
on conflict do nothing;
