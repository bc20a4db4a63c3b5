-- Rule sets, every version for ever.
create table rule_set (
  id text not null,
  version integer not null check (version > 0),
  document text not null,
  stored_at timestamptz not null,
  stored_by text not null,
  primary key (id, version)
);

-- What people decided about scores, in order: the part of a score's mark that is not in the stream of cases.
create table decision (
  id bigint generated always as identity primary key,
  kind text not null check (kind in (
    'RULE_SET_STORED', 'DEDUCTED', 'DEDUCTION_WITHDRAWN', 'OPENED', 'APPROVED', 'APPEALED', 'APPEAL_DECIDED')),
  period text,
  rule_set text not null,
  unit text,
  detail text not null,
  decided_by text not null,
  decided_at timestamptz not null
);

-- The scores of a period by a rule set, once they are more than provisional.
create table score_sheet (
  sheet_id uuid primary key,
  period text not null,
  rule_set text not null,
  rule_set_version integer not null,
  state text not null check (state in ('OPEN_TO_OBJECTION', 'APPROVED')),
  opened_at timestamptz not null,
  opened_by text not null,
  objections_until timestamptz,
  approved_at timestamptz,
  approved_by text,
  mark text,
  unique (period, rule_set),
  foreign key (rule_set, rule_set_version) references rule_set (id, version),
  check ((state = 'APPROVED') = (approved_at is not null and approved_by is not null and mark is not null))
);

-- Approved scores as they are shown for ever.
create table approved_score (
  sheet_id uuid not null references score_sheet,
  unit text not null,
  place integer not null,
  sheet text not null,
  primary key (sheet_id, unit)
);

-- The facts behind them, as they were.
create table score_evidence (
  sheet_id uuid not null references score_sheet,
  scored_unit text not null,
  item text not null,
  id uuid not null,
  case_id uuid not null,
  case_number text,
  work_order_id uuid,
  round integer,
  unit text,
  counted boolean not null,
  at timestamptz not null,
  registered_at timestamptz,
  dispatched_at timestamptz,
  sign_due_at timestamptz,
  signed_at timestamptz,
  due_at timestamptz,
  finished_at timestamptz,
  informed_at timestamptz,
  satisfaction text,
  resolved boolean,
  basis text not null,
  primary key (sheet_id, scored_unit, item, counted, at, id, basis)
);

create function refuse_change_of_approved_score() returns trigger language plpgsql as $$
begin
  raise exception 'an approved score is never changed' using errcode = 'restrict_violation';
end
$$;

create trigger approved_score_stays before update or delete on approved_score
  for each row execute function refuse_change_of_approved_score();
create trigger score_evidence_stays before update or delete on score_evidence
  for each row execute function refuse_change_of_approved_score();
create trigger approved_sheet_stays before update or delete on score_sheet
  for each row when (old.state = 'APPROVED') execute function refuse_change_of_approved_score();
create trigger rule_set_stays before update or delete on rule_set
  for each row execute function refuse_change_of_approved_score();

-- Points taken off by hand.
create table hand_deduction (
  deduction_id uuid primary key,
  decision_id bigint not null references decision,
  period text not null,
  rule_set text not null,
  unit text not null,
  points numeric(7, 3) not null check (points > 0),
  reason text not null,
  made_by text not null,
  made_at timestamptz not null,
  withdrawal_id bigint references decision,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  check ((withdrawal_id is null) = (withdrawn_at is null))
);

create index hand_deduction_by_sheet on hand_deduction (period, rule_set);

-- Objections of units.
create table appeal (
  appeal_id uuid primary key,
  period text not null,
  rule_set text not null,
  unit text not null,
  case_id uuid not null,
  item text not null,
  wish text not null check (wish in ('EXCLUDE', 'REASSIGN')),
  to_unit text,
  reason text not null,
  state text not null check (state in ('OPEN', 'GRANTED', 'REFUSED')),
  raised_by text not null,
  raised_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_reason text,
  reassigned_to text,
  version integer not null default 0,
  check ((wish = 'REASSIGN') = (to_unit is not null)),
  check ((state = 'OPEN') = (decided_at is null)),
  check (decided_by is null or decided_by <> raised_by)
);

create unique index appeal_once on appeal (period, rule_set, unit, case_id, item) where state = 'OPEN';
create index appeal_by_sheet on appeal (period, rule_set, unit);
create index appeal_by_time on appeal (raised_at, appeal_id);

-- Appeals decided, as the stream of cases tells them: by these the scores are computed.
create table appeal_fact (
  appeal_id uuid primary key,
  case_id uuid not null,
  unit text not null,
  period text not null,
  rule_set text not null,
  item text not null,
  granted boolean not null,
  reassigned_to text,
  decided_at timestamptz not null
);

create index appeal_fact_by_sheet on appeal_fact (period, rule_set) where granted;

-- What single cases contribute to a figure, and which of several answers about a case counts.
create index survey_fact_by_case on survey_fact (case_id, completed_at);
create index co_handling_fact_by_case on co_handling_fact (case_id);
