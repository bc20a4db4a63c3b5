-- Whom the cases so far accuse.
insert into accused_unit (case_id, unit)
select case_id, respondent_unit
from hotline_case
where respondent_unit is not null
on conflict do nothing;
