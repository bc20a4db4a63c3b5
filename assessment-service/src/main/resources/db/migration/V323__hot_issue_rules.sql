-- When a hot issue ends and how large it must be, as staff set it; without a row the settings of the installation.
create table hot_issue_rules (
  single boolean primary key default true check (single),
  quiet_days integer not null check (quiet_days between 1 and 3650),
  least_cases integer not null check (least_cases between 2 and 1000),
  set_by text not null,
  set_at timestamptz not null,
  version integer not null
);

-- What an issue was put together of by hand: a case that is like one part belongs to the whole.
create table case_group_part (
  part_id uuid primary key,
  group_id uuid not null references case_group on delete cascade,
  size integer not null check (size > 0),
  features integer[] not null,
  weights real[] not null,
  check (cardinality(features) = cardinality(weights))
);

create index case_group_part_by_group on case_group_part (group_id);

-- Texts are cut at fewer characters than before: pairs that were never counted would seem to be rare.
truncate text_feature;

update text_feature_state
set cases = 0;
