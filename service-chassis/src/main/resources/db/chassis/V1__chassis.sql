-- Events on their way to Kafka; the relay deletes what it has sent.
create table outbox (
  id bigint generated always as identity primary key,
  event_id uuid not null,
  topic text not null,
  key text not null,
  type text not null,
  payload text not null,
  time timestamptz not null,
  recorded_at timestamptz not null,
  imported boolean not null,
  actor text,
  traceparent text
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Ids of events applied, to drop repeats. Kept 90 days, a partition a month by the time in the id.
create table inbox (
  event_id uuid not null,
  recorded_at timestamptz not null,
  received_at timestamptz not null default now(),
  primary key (event_id, recorded_at)
) partition by range (recorded_at);

create table inbox_default partition of inbox default;

-- How far this database has applied each partition of the topics.
create table consumer_position (
  topic text not null,
  kafka_partition integer not null,
  next_offset bigint not null,
  first_applied_at timestamptz not null default now(),
  applied_at timestamptz not null,
  primary key (topic, kafka_partition)
) with (fillfactor = 50);

-- Events that failed by themselves, and the later ones of the same case, in order.
create table parked_event (
  id bigint generated always as identity primary key,
  event_id uuid not null unique,
  topic text not null,
  key text not null,
  type text not null,
  time timestamptz not null,
  recorded_at timestamptz not null,
  imported boolean not null,
  actor text,
  source text not null,
  traceparent text,
  kafka_partition integer not null,
  kafka_offset bigint not null,
  payload text not null,
  error text not null,
  attempts integer not null default 1,
  parked_at timestamptz not null default now()
);

create index parked_event_by_key on parked_event (topic, key, id);

-- Commands done, so that the same command sent again is answered the same.
create table idempotency (
  subject text not null,
  route text not null,
  key text not null,
  body_hash text not null,
  status integer not null,
  location text,
  etag text,
  body text,
  created_at timestamptz not null,
  primary key (subject, route, key)
);

create index idempotency_by_age on idempotency (created_at);

-- Changes to be told: committed, not yet numbered.
create table feed_pending (
  id bigint generated always as identity primary key,
  reader text not null,
  subject uuid not null,
  version integer not null,
  op text not null check (op in ('PUT', 'REMOVE'))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create sequence feed_position;

-- Changes with their place in the feeds.
create table feed_entry (
  position bigint primary key,
  reader text not null,
  subject uuid not null,
  version integer not null,
  op text not null
);

create index feed_entry_by_reader on feed_entry (reader, position) include (subject, version, op);

-- What other services told about units, categories, areas, calendar and policy, as dated events.
create table office_copy (
  type text not null,
  key text not null,
  valid_from timestamptz not null,
  payload text not null,
  revision bigint not null,
  primary key (type, key, valid_from)
);

create table office_copy_state (
  singleton boolean primary key default true check (singleton),
  revision bigint not null
);

insert into office_copy_state (revision) values (0);
