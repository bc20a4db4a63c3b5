-- Whom a case accuses, by the code or by every unit that the name may mean.
alter table registered_case add column accused text[] not null default '{}';
update registered_case
set accused = array[respondent_unit]
where respondent_unit is not null;
alter table work_order add column accused text[] not null default '{}';
update work_order
set accused = array[respondent_unit]
where respondent_unit is not null;
alter table work_order drop column respondent_unit;

-- Who must see nothing of a case: whom it accuses, and whom the cases accuse that are handled with it, or were answered with it.
create index merge_member_case on merge_member (case_id);
drop view case_accused;
create or replace view case_hidden_from as
  select c.case_id, a.unit
  from registered_case c
  cross join lateral unnest(c.accused) as a (unit)
  union all
  select m.lead_case_id, a.unit
  from merge_member m
  join registered_case c on c.case_id = m.case_id
  cross join lateral unnest(c.accused) as a (unit)
  where m.outcome is null or m.outcome = 'ANSWERED'
  union all
  select m.case_id, a.unit
  from merge_member m
  join registered_case c on c.case_id = m.lead_case_id
  cross join lateral unnest(c.accused) as a (unit)
  where m.outcome is null or m.outcome = 'ANSWERED'
  union all
  select m.case_id, a.unit
  from merge_member m
  join merge_member o on o.lead_case_id = m.lead_case_id and o.case_id <> m.case_id
  join registered_case c on c.case_id = o.case_id
  cross join lateral unnest(c.accused) as a (unit)
  where (m.outcome is null or m.outcome = 'ANSWERED')
    and (o.outcome is null or o.outcome = 'ANSWERED');
