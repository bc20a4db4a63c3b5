-- A notice that could not be delivered in the morning is tried again; since when it ought to have been.
alter table unit_urge
  add column late_since timestamptz;

-- Cases that were moved in, are still open and have not gone live: nobody looks after them until somebody decides.
create index case_file_open_history on case_file (registered_at, case_id)
  where not live and phase not in ('CLOSED', 'MERGED', 'ENDED');

-- What was open before it was given a time and a list gets both when the service starts; this is emptied then.
create table duty_without_clock (
  case_id uuid primary key
);

insert into duty_without_clock (case_id)
select i.case_id
from informing i
join case_file c on c.case_id = i.case_id
  and c.work_order_id = i.work_order_id
where i.owed
  and i.told_at is null
  and i.lapsed_at is null
  and i.due_at is not null
  and c.live
  and c.phase in ('CALLBACK', 'CLOSED', 'AWAITING_DECISION', 'AWAITING_EXPLANATION')
  and not exists (
    select
    from deadline d
    where d.case_id = i.case_id
      and d.work_order_id = i.work_order_id
      and d.kind = 'INFORM')
union
select case_id
from case_file
where phase = 'AWAITING_DECISION'
  and open_supervisions = 0;

-- An explanation that is owed has three days from now on, as a report that waits for a supervisor had when it was given a time.
update callback b
set review_due_at = now() + interval '3 days'
from case_file c
where c.case_id = b.case_id
  and c.phase = 'AWAITING_EXPLANATION'
  and b.work_order_id = c.work_order_id
  and b.state = 'ANSWERED'
  and b.review_due_at is null;

-- So has a dissatisfied answer on the spot; after a month nobody expects the call any more.
update callback b
set review_due_at = now() + interval '3 days'
where b.origin = 'ON_THE_SPOT'
  and b.state = 'ANSWERED'
  and b.review_due_at is null
  and b.reviewed_at is null
  and exists (
    select
    from callback_answer a
    where a.callback_id = b.id
      and not a.corrected
      and a.satisfaction in ('DISSATISFIED', 'VERY_DISSATISFIED')
      and a.answered_at > now() - interval '30 days');
