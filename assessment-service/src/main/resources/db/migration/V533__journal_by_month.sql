-- The journal as it was becomes the first partition; the check spares reading it again. The key stays that of each partition: a case does
-- not change its id, so an event that is written again comes to the same one.
do $$
declare
  bound uuid := (
    select substring(pg_get_constraintdef(oid) from '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')::uuid
    from pg_constraint
    where conrelid = 'journal'::regclass
      and conname = 'journal_before_months');
  moment timestamp := to_timestamp(('x' || lpad(left(replace(bound::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000)
    at time zone 'UTC';
  old text := 'journal_until_' || to_char(moment, 'YYYY_MM');
begin
  execute format('alter table journal rename to %I', old);
  execute format('create table journal (like %I) partition by range (case_id)', old);
  execute format('alter table journal attach partition %I for values from (minvalue) to (%L)', old, bound);
  alter table journal attach partition journal_default default;
  alter index journal_by_case rename to journal_until_by_case;
  create index journal_by_case on journal (case_id);
end
$$;
