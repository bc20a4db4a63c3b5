-- Corrections of a case are counted: a dispatch says by the number of which it had heard.
alter table case_correction add column number integer check (number > 0);
update case_correction c
set number = counted.number
from (
  select correction_id, row_number() over (partition by case_id order by corrected_at, correction_id) as number
  from case_correction) counted
where c.correction_id = counted.correction_id;
alter table case_correction alter column number set not null;
alter table case_correction add constraint case_correction_is_one_of_its_case unique (case_id, number);
