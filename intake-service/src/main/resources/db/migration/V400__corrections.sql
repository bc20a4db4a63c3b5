-- What was registered of a case and was wrong: who said so, when, what was, what is, and why. Name and telephone stand in it encrypted,
-- as the case's own do, and go under new keys with them; nothing else of it changes.
create table case_correction (
  correction_id  uuid primary key,
  case_id        uuid not null references hotline_case,
  corrections    jsonb not null,
  reason         text not null,
  corrected_by   text not null,
  corrected_at   timestamptz not null,
  key_id         integer,
  contact_before bytea,
  contact_after  bytea,
  check ((key_id is null) = (contact_before is null and contact_after is null))
);
create index case_correction_by_case on case_correction (case_id, corrected_at, correction_id);
create index case_correction_by_key on case_correction (key_id) where key_id is not null;
create trigger case_correction_is_append_only
  before update of correction_id, case_id, corrections, reason, corrected_by, corrected_at or delete or truncate
  on case_correction
  for each statement execute function refuse_change();
