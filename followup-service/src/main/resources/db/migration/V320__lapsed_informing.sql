-- A round that was sent back has no result left to tell: when that was. Nobody looked after it for rounds of before.
alter table informing
  add column lapsed_at timestamptz;

update informing i
set lapsed_at = coalesce(
    (
      select max(d.ended_at)
      from deadline d
      where d.case_id = i.case_id
        and d.work_order_id = i.work_order_id
        and d.kind = 'INFORM'
        and d.state = 'CANCELLED'),
    (
      select max(b.ended_at)
      from callback b
      where b.case_id = i.case_id
        and b.work_order_id = i.work_order_id),
    i.replied_at)
from case_file c
where c.case_id = i.case_id
  and (c.work_order_id <> i.work_order_id or c.phase = 'AWAITING_DISPATCH');

drop index informing_open;
create index informing_open on informing (replied_at, work_order_id) where owed and told_at is null and lapsed_at is null;
