-- Numbers changes that are committed. The lock is taken by a statement before, so that what follows sees all that was numbered
-- until then. A change that was read before a newer one of the same subject and is numbered after it tells the newer one once
-- more: in no feed does a version go back.
create function number_feed(most integer) returns setof feed_entry
language plpgsql volatile
as $$
begin
  perform pg_advisory_xact_lock(hashtext('change-feed'));
  return query
    with taken as (
      delete from feed_pending
      where ctid = any(array(
        select ctid
        from feed_pending
        order by id
        limit most))
      returning id, reader, subject, version, op),
    known as (
      select id, reader, subject, version, op,
        -- version and op as one number, the greatest of what was told and of what is told before in this run
        greatest(
          max(version * 2::bigint + (op = 'PUT')::integer) over (partition by reader, subject order by id),
          (
            select told.version * 2::bigint + (told.op = 'PUT')::integer
            from feed_entry told
            where told.subject = taken.subject
              and told.reader = taken.reader
            order by told.position desc
            limit 1)) as newest
      from taken),
    numbered as (
      insert into feed_entry (position, reader, subject, version, op)
      select nextval('feed_position'), reader, subject,
        case when newest / 2 > version then newest / 2 else version end,
        case when newest / 2 > version then case newest % 2 when 1 then 'PUT' else 'REMOVE' end else op end
      from (
        select *
        from known
        order by id) as ordered
      returning *)
    select *
    from numbered
    order by numbered.position;
end
$$;
