-- What supervision finds (督查发现问题) can cost points: each finding is a decision, so that a score's mark says which of them it counts.
alter table decision drop constraint decision_kind_check;
alter table decision add constraint decision_kind_check check (kind in (
  'RULE_SET_STORED', 'DEDUCTED', 'DEDUCTION_WITHDRAWN', 'OPENED', 'APPROVED', 'APPEALED', 'APPEAL_DECIDED',
  'RECTIFICATION_STEP', 'FOUND'));
alter table decision drop constraint decision_has_rule_set;
alter table decision add constraint decision_has_rule_set check (
  rule_set is not null or kind in ('RECTIFICATION_STEP', 'FOUND'));

-- Null for findings of the time before.
alter table sample_finding add column decision_id bigint references decision;

create index sample_finding_by_time on sample_finding (found_at);
