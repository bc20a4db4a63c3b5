-- Addresses of units' systems that are told what happened, and what they were told.
create table webhook (
  id                uuid primary key,
  unit              text not null references unit,
  url               text not null,
  events            text[] not null,
  -- what happens to units below it too
  below             boolean not null,
  -- it must be known to sign with
  secret            text not null,
  state             text not null check (state in ('ACTIVE', 'DISABLED', 'REMOVED')),
  made_by           text not null,
  made_at           timestamptz not null,
  failing_since     timestamptz,
  disabled_at       timestamptz,
  last_delivered_at timestamptz,
  -- an instance is sending to it until then
  busy_until        timestamptz,
  version           integer not null default 0,
  check ((state = 'DISABLED') = (disabled_at is not null))
);
create index webhook_unit on webhook (unit, id);

create table webhook_delivery (
  id            uuid primary key,
  webhook_id    uuid not null references webhook,
  event         text not null,
  case_id       uuid,
  work_order_id uuid,
  case_number   text,
  unit          text not null,
  happened_at   timestamptz not null,
  created_at    timestamptz not null,
  next_at       timestamptz not null,
  state         text not null check (state in ('PENDING', 'DELIVERED', 'GIVEN_UP')),
  attempts      integer not null default 0,
  last_status   integer,
  last_error    text,
  done_at       timestamptz
);
create index webhook_delivery_pending on webhook_delivery (webhook_id, id) where state = 'PENDING';
create index webhook_delivery_list on webhook_delivery (webhook_id, created_at desc, id desc);
create index webhook_delivery_old on webhook_delivery (created_at);
