-- Cases left out of scores by a decision of the office: force majeure, a disaster, an error of the system.
create table score_exclusion (
  exclusion_id uuid primary key,
  decision_id bigint not null references decision,
  period text not null,
  rule_set text not null,
  -- null: of all items
  item text,
  cases uuid[] not null check (cardinality(cases) > 0),
  reason text not null,
  made_by text not null,
  made_at timestamptz not null,
  withdrawal_id bigint references decision,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  check ((withdrawal_id is null) = (withdrawn_at is null))
);

create index score_exclusion_by_sheet on score_exclusion (period, rule_set);

-- Approved scores are corrected by a new edition beside the old one.
alter table score_sheet add column edition integer not null default 1 check (edition > 0);
alter table score_sheet add column correction_reason text;
alter table score_sheet add check ((edition = 1) = (correction_reason is null));
alter table score_sheet drop constraint score_sheet_period_rule_set_key;
alter table score_sheet add unique (period, rule_set, edition);

alter table decision drop constraint decision_kind_check;
alter table decision add constraint decision_kind_check check (kind in (
  'RULE_SET_STORED', 'DEDUCTED', 'DEDUCTION_WITHDRAWN', 'OPENED', 'APPROVED', 'APPEALED', 'APPEAL_DECIDED',
  'RECTIFICATION_STEP', 'FOUND', 'EXCLUDED', 'EXCLUSION_WITHDRAWN', 'REOPENED'));
