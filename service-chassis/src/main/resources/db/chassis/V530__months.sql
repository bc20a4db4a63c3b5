-- Tables that a partition a month is made of. Each is partitioned by range of one column, a time or a UUID that begins with its time, and
-- has a default partition, which takes what belongs to no month: a write never fails for a month that is missing.

-- The least id of version 7 of a moment.
create function first_id(moment timestamptz) returns uuid
language sql immutable strict
as $$
  select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of the month of a day and of so many after it, of every such table, like the default one; answers those that were
-- made. A month that is there, that lies before the first one (a partition named …_until_YYYY_MM holds what was before) or of which the
-- default partition holds something already, is left as it is. Several may run at a time: one goes first. Fails when somebody holds a default
-- partition for three seconds.
create function make_months(day date, ahead integer) returns setof text
language plpgsql volatile
as $$
declare
  wide record;
  month date;
  name text;
  lower text;
  upper text;
  taken boolean;
begin
  perform pg_advisory_xact_lock(hashtext('months'));
  -- whoever comes after would wait behind this one
  perform set_config('lock_timeout', '3s', true);
  for wide in
    select
      t.relname::text as table_name,
      d.relname::text as rest,
      k.attname::text as key,
      k.atttypid = 'uuid'::regtype as by_id,
      array_to_string(d.reloptions, ', ') as settings,
      (
        select max(substring(c.relname from '_until_(\d{4}_\d\d)$'))
        from pg_inherits
        join pg_class c on c.oid = inhrelid
        where inhparent = t.oid) as until
    from pg_partitioned_table p
    join pg_class t on t.oid = p.partrelid
    join pg_class d on d.oid = p.partdefid
    join pg_attribute k on k.attrelid = t.oid and k.attnum = p.partattrs[0]
    where t.relnamespace = current_schema()::regnamespace
      and p.partstrat = 'r'
    order by t.relname
  loop
    for i in 0..ahead loop
      month := date_trunc('month', day) + make_interval(months => i);
      name := wide.table_name || to_char(month, '_YYYY_MM');
      continue when to_regclass(name) is not null or to_char(month, 'YYYY_MM') < wide.until;
      lower := month::timestamp at time zone 'UTC';
      upper := (month + interval '1 month')::timestamp at time zone 'UTC';
      if wide.by_id then
        lower := first_id(lower::timestamptz);
        upper := first_id(upper::timestamptz);
      end if;
      -- nothing may come into it between the look and the partition
      execute format('lock table %I in access exclusive mode', wide.rest);
      execute format('select exists (select from %1$I where %2$I >= %3$L and %2$I < %4$L)', wide.rest, wide.key, lower, upper)
      into taken;
      continue when taken;
      execute format('create table %I (like %I including all)', name, wide.rest);
      if wide.settings is not null then
        execute format('alter table %I set (%s)', name, wide.settings);
      end if;
      execute format('alter table %I attach partition %I for values from (%L) to (%L)', wide.table_name, name, lower, upper);
      return next name;
    end loop;
  end loop;
end
$$;
