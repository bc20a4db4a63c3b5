-- Campaigns (专项整治) on a hot issue: in batches, by dates, towards a target.
create table campaign (
  campaign_id uuid primary key,
  issue_id uuid not null,
  name text not null,
  goal text not null,
  lead_unit text,
  starts_on date not null,
  ends_on date not null,
  target numeric(5, 2) not null check (target > 0 and target <= 100),
  state text not null check (state in ('OPEN', 'CLOSED')),
  opened_by text not null,
  opened_at timestamptz not null,
  closed_by text,
  closed_at timestamptz,
  closing_note text,
  version integer not null default 0,
  check (starts_on <= ends_on),
  check ((state = 'CLOSED') = (closed_at is not null and closed_by is not null))
);

create unique index campaign_once on campaign (issue_id) where state = 'OPEN';
create index campaign_by_time on campaign (opened_at desc, campaign_id);

create table campaign_batch (
  campaign_id uuid not null references campaign on delete cascade,
  number integer not null check (number > 0),
  name text not null,
  units text[] not null,
  starts_on date not null,
  ends_on date not null,
  target numeric(5, 2) not null check (target > 0 and target <= 100),
  primary key (campaign_id, number),
  check (starts_on <= ends_on)
);
