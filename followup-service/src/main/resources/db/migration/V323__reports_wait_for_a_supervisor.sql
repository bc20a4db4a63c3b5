-- A report on a supervision waits for a supervisor, who has a time to look at it too. What waits at this moment has three days.
alter table supervision
  add column judge_by timestamptz;

update supervision
set judge_by = now() + interval '3 days'
where state = 'REPORTED';
