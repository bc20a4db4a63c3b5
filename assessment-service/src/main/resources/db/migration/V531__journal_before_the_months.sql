-- The journal by the month of its cases' ids, in three steps of which only the second takes long, and that one stops neither readers nor
-- writers. Here: up to the end of the next month all is what was there before. An id that is later or carries no time goes into the
-- partition of the rest; ids of cases carry their time, so this is nothing but in tests.
create table journal_default (like journal including all)
with (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 200000);

do $$
declare
  bound uuid := first_id((date_trunc('month', now() at time zone 'UTC') + interval '2 months') at time zone 'UTC');
begin
  -- whoever did this and the next step by hand before, because the journal is very large, has it behind him
  if not exists (select from pg_constraint where conrelid = 'journal'::regclass and conname = 'journal_before_months') then
    with later as (
      delete from journal
      where case_id >= bound
      returning *)
    insert into journal_default
    select *
    from later;
    execute format('alter table journal add constraint journal_before_months check (case_id < %L) not valid', bound);
  end if;
end
$$;
