-- Whom cases accuse, and which cases are handled together or were answered together, as dispatch tells it.
create table accused_unit (
  case_id uuid not null,
  unit    text not null,
  primary key (case_id, unit)
);
create index accused_unit_by_unit on accused_unit (unit);
create table merged_case (
  case_id      uuid primary key,
  lead_case_id uuid not null,
  check (case_id <> lead_case_id)
);
create index merged_case_lead on merged_case (lead_case_id);

-- Who must see nothing of a case: whom it accuses, and whom the cases accuse that are handled with it. Dispatch, which knows both first,
-- has a view of its own in this place.
create view case_hidden_from as
  select case_id, unit
  from accused_unit
  union all
  select m.lead_case_id, a.unit
  from merged_case m
  join accused_unit a on a.case_id = m.case_id
  union all
  select m.case_id, a.unit
  from merged_case m
  join accused_unit a on a.case_id = m.lead_case_id
  union all
  select m.case_id, a.unit
  from merged_case m
  join merged_case o on o.lead_case_id = m.lead_case_id and o.case_id <> m.case_id
  join accused_unit a on a.case_id = o.case_id;
