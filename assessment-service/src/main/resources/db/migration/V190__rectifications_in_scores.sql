-- Orders to put something right (限期整改) can cost points: each of their steps is a decision, so that a score's mark says which of them
-- it counts.
alter table decision drop constraint decision_kind_check;
alter table decision add constraint decision_kind_check check (kind in (
  'RULE_SET_STORED', 'DEDUCTED', 'DEDUCTION_WITHDRAWN', 'OPENED', 'APPROVED', 'APPEALED', 'APPEAL_DECIDED',
  'RECTIFICATION_STEP'));
alter table decision alter column rule_set drop not null;
alter table decision add constraint decision_has_rule_set check (
  rule_set is not null or kind = 'RECTIFICATION_STEP');

-- Null for steps of the time before.
alter table rectification_step add column decision_id bigint references decision;

create index rectification_step_by_due on rectification_step (due_at) where due_at is not null;
create index rectification_step_by_time on rectification_step (done_at);
