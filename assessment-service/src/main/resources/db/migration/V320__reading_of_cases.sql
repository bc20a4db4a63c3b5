-- A case is shown from the journal: what happened to it is found by its id.
create index journal_by_case on journal (case_id);

-- Who read a case and when. Never changed, never deleted by the service.
create table reading_log (
  entry_id uuid primary key,
  at timestamptz not null,
  subject text not null,
  roles text[] not null,
  unit text,
  case_id uuid not null
);

create index reading_log_by_time on reading_log (at desc, entry_id desc);
create index reading_log_by_case on reading_log (case_id, at desc);
create index reading_log_by_subject on reading_log (subject, at desc);

create function refuse_change_of_reading() returns trigger language plpgsql as $$
begin
  raise exception 'what was read is never changed' using errcode = 'restrict_violation';
end
$$;

create trigger reading_log_stays before update or delete or truncate on reading_log
  for each statement execute function refuse_change_of_reading();
