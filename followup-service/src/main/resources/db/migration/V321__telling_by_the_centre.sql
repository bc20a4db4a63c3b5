-- Who hides from the unit is told by the centre: that deadline is no unit's, as a ruling is none's.
do $$
declare
  old text;
begin
  select conname
  into strict old
  from pg_constraint
  where conrelid = 'deadline'::regclass
    and contype = 'c'
    and pg_get_constraintdef(oid) like '%unit IS NOT NULL%';
  execute format('alter table deadline drop constraint %I', old);
end $$;

alter table deadline
  add constraint deadline_of_no_unit check (unit is not null or kind in ('RULING', 'INFORM'));
