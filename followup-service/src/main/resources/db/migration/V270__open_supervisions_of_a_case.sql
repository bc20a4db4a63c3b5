-- How many supervisions of the case are not closed: those of a case that has none are not looked for.
alter table case_file
  add column open_supervisions integer not null default 0 check (open_supervisions >= 0);

update case_file
set open_supervisions = counted.open
from (
  select case_id, count(*)::integer as open
  from supervision
  where state <> 'CLOSED'
  group by case_id) as counted
where counted.case_id = case_file.case_id;
