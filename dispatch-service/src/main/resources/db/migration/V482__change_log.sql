-- Who changed a webhook or a person of the directory. Secrets are never in it: only that there is another one.
create table change_log (
  id         bigint generated always as identity primary key,
  kind       text not null check (kind in ('WEBHOOK', 'PERSON')),
  -- the webhook's id, the person's subject
  of_id      text not null,
  unit       text,
  action     text not null check (action in ('MADE', 'CHANGED', 'SECRET_RENEWED', 'REMOVED')),
  -- field, before, after
  changes    jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null
);
create index change_log_of on change_log (kind, of_id, id);
create index change_log_by on change_log (changed_by, id);
