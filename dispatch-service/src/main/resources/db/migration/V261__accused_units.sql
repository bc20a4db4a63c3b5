-- Whom a case accuses: its own respondent, and those of the cases that are handled with it now. Whoever stands here, or below, reads
-- and handles nothing of it.
create view case_accused as
  select case_id, respondent_unit as unit
  from registered_case
  where respondent_unit is not null
  union all
  select m.lead_case_id, c.respondent_unit
  from merge_member m
  join registered_case c on c.case_id = m.case_id
  where m.outcome is null
    and c.respondent_unit is not null;
