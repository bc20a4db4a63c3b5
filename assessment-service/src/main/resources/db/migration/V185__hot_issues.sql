-- Registered cases that have not been placed among others yet; the text is read from the journal.
create table case_to_group (
  case_id uuid primary key,
  topic text not null,
  kafka_partition integer not null,
  kafka_offset bigint not null,
  waiting_since timestamptz not null default now()
);

create index case_to_group_by_time on case_to_group (waiting_since, case_id);

insert into case_to_group (case_id, topic, kafka_partition, kafka_offset)
select distinct on (case_id) case_id, topic, kafka_partition, kafka_offset
from journal
where type = 'org.hotline12345.case.registered.v1'
order by case_id, kafka_offset
on conflict do nothing;

-- In how many cases a feature of texts stood.
create table text_feature (
  feature integer primary key,
  cases integer not null
) with (fillfactor = 80);

create table text_feature_state (
  single boolean primary key default true check (single),
  cases bigint not null,
  -- when the first of them was registered
  first_at timestamptz
);

insert into text_feature_state (cases) values (0);

-- Cases that are alike. FORMING: too few to speak of; the others are hot issues.
create table case_group (
  group_id uuid primary key,
  state text not null check (state in ('FORMING', 'FOUND', 'CONFIRMED', 'DISMISSED')),
  held boolean not null default false,
  size integer not null check (size > 0),
  first_at timestamptz not null,
  last_at timestamptz not null,
  place text,
  category text,
  features integer[] not null,
  weights real[] not null,
  name text,
  words text[] not null default '{}',
  named_by text,
  named_size integer not null default 0,
  detected_at timestamptz,
  version integer not null default 0,
  touched_at timestamptz not null default now(),
  check (cardinality(features) = cardinality(weights)),
  check ((state = 'FORMING') = (detected_at is null)),
  check (first_at <= last_at)
) with (fillfactor = 80);

create index case_group_issue_by_time on case_group (last_at) where state <> 'FORMING';
create index case_group_forming_by_touch on case_group (touched_at) where state = 'FORMING';

-- Under what a group is looked up: the features that say most, the groups with the latest cases first.
create table case_group_key (
  key integer not null,
  last_at timestamptz not null,
  group_id uuid not null references case_group on delete cascade,
  primary key (key, last_at, group_id)
);

create index case_group_key_by_group on case_group_key (group_id);

create table case_group_member (
  case_id uuid primary key,
  group_id uuid not null references case_group on delete cascade,
  at timestamptz not null,
  citizen uuid not null,
  likeness real not null,
  placed_by text,
  topic text not null,
  kafka_partition integer not null,
  kafka_offset bigint not null
);

create index case_group_member_by_group on case_group_member (group_id, at, case_id);

-- What staff decided about hot issues: append-only.
create table hot_issue_decision (
  id bigint generated always as identity primary key,
  group_id uuid not null,
  kind text not null check (kind in ('CONFIRMED', 'DISMISSED', 'RENAMED', 'CASE_ADDED', 'CASE_REMOVED', 'MERGED')),
  case_id uuid,
  detail text,
  decided_by text not null,
  decided_at timestamptz not null
);

create index hot_issue_decision_by_group on hot_issue_decision (group_id, id);

-- Issues that became part of another: whoever knows the old one finds the other.
create table hot_issue_merged (
  group_id uuid primary key,
  into_id uuid not null
);

create index hot_issue_merged_by_target on hot_issue_merged (into_id);
