-- A parked event that nobody can apply is discarded by two people, and kept to be read.
alter table parked_event
  add column discard_reason text,
  add column discard_by text,
  add column discard_at timestamptz,
  add check ((discard_reason is null) = (discard_by is null) and (discard_by is null) = (discard_at is null));

create table discarded_event (
  id           bigint primary key,
  event_id     uuid not null,
  topic        text not null,
  key          text not null,
  type         text not null,
  time         timestamptz not null,
  source       text not null,
  payload      text not null,
  error        text not null,
  parked_at    timestamptz not null,
  reason       text not null,
  proposed_by  text not null,
  proposed_at  timestamptz not null,
  discarded_by text not null,
  discarded_at timestamptz not null,
  check (proposed_by <> discarded_by)
);
