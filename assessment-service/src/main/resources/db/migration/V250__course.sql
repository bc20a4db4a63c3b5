-- Where the case is by its stream; which events count follows from it. Rows of before get it from their facts.
alter table case_fact add column course text;
-- the counts stay as they are
alter table case_fact disable trigger user;

with latest as (
  select distinct on (case_id) *
  from round_fact
  order by case_id, dispatched_at desc nulls last, work_order_id desc),
standing as (
  select
    f.case_id,
    case
      when f.withdrawn_at is not null then 'WITHDRAWN'
      when f.outcome <> 'TO_DISPATCH' then f.outcome
      when r.unit is not null and r.finished_at is null and r.end_kind is null then 'WITH_UNIT'
      when f.merged_into is not null and r.finished_at is null then 'MERGED'
      when r.finished_at is not null and r.rework_ordered then 'REWORK'
      when f.closed_at is not null then 'CLOSED'
      when r.finished_at is not null then 'REPLIED'
      when r.work_order_id is not null then 'AWAITING_DISPATCH'
      else 'REGISTERED'
    end as name,
    f.merged_into,
    r.round,
    replace(replace(replace(r.unit, '%', '%25'), '+', '%2B'), ' ', '%20') as unit,
    r.work_order_id,
    r.signed_at is not null as signed
  from case_fact f
  left join latest r on r.case_id = f.case_id)
update case_fact f
set course = concat_ws(
  ' ',
  case when s.name in ('WITHDRAWN', 'ANSWERED', 'NOT_ACCEPTED', 'CLOSED') then 'ENDED' else s.name end,
  'round=' || nullif(s.round, 0),
  case when s.name <> 'AWAITING_DISPATCH' then 'unit=' || s.unit end,
  case when s.name <> 'AWAITING_DISPATCH' then 'order=' || s.work_order_id end,
  case when s.name <> 'AWAITING_DISPATCH' and s.signed then 'signed=yes' end,
  case when s.name <> 'WITH_UNIT' then 'merged=' || s.merged_into end,
  case when s.name in ('WITHDRAWN', 'ANSWERED', 'NOT_ACCEPTED', 'CLOSED') then 'end=' || s.name end)
from standing s
where s.case_id = f.case_id;

alter table case_fact enable trigger user;
alter table case_fact alter column course set not null;
