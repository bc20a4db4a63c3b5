-- Where a case is in its course as far as its stream has come back, as CaseCourse writes it; for cases of before it is worked
-- out of what is stored.
alter table registered_case
  add column course text;

with latest as (
  select distinct on (case_id) case_id, id, round, unit, handling_unit, state, signed_at
  from work_order
  order by case_id, dispatched_at desc, id desc
),
standing as (
  select c.case_id, c.ended, o.id, o.round, o.unit, o.handling_unit, o.signed_at, o.state, m.lead_case_id,
    case
      when c.ended is not null then 'ENDED'
      when t.case_id is not null then 'IN_TRIAGE'
      when m.lead_case_id is not null then 'MERGED'
      when o.state = 'REPLIED' then 'REPLIED'
      when o.state in ('RETURNED', 'MERGED', 'WITHDRAWN') then 'AWAITING_DISPATCH'
      when o.state is not null then 'WITH_UNIT'
      else 'REGISTERED'
    end as phase
  from registered_case c
  left join latest o on o.case_id = c.case_id
  left join triage_entry t on t.case_id = c.case_id and t.decided_at is null
  left join merge_member m on m.case_id = c.case_id and m.outcome is null
)
update registered_case c
set course = concat_ws(' ',
  s.phase,
  'round=' || s.round,
  case when s.phase in ('WITH_UNIT', 'MERGED', 'REPLIED') then concat_ws(' ',
    'unit=' || replace(replace(replace(s.unit, '%', '%25'), '+', '%2B'), ' ', '%20'),
    case when s.phase <> 'MERGED' then 'handling=' || replace(replace(replace(s.handling_unit, '%', '%25'), '+', '%2B'), ' ', '%20') end,
    'order=' || s.id,
    case when s.signed_at is not null then 'signed=yes' end,
    case when s.state = 'RETURN_REQUESTED' then 'return=open' end,
    'merged=' || s.lead_case_id) end,
  'end=' || s.ended)
from standing s
where s.case_id = c.case_id;
