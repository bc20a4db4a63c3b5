-- When a case was first settled by anybody: answered on the spot, dispatched, not accepted, withdrawn or merged; null while it
-- waits. Beside it whether it waited over midnight (Asia/Shanghai): only such a case can be carried over into a period.
alter table case_fact
  add column settled_at timestamptz generated always as (
    least(
      dispatched_at,
      case when outcome in ('ANSWERED', 'NOT_ACCEPTED') then outcome_at end,
      withdrawn_at,
      merged_at)) stored,
  add column waited boolean generated always as (
    coalesce(
      (least(
        dispatched_at,
        case when outcome in ('ANSWERED', 'NOT_ACCEPTED') then outcome_at end,
        withdrawn_at,
        merged_at) at time zone 'Asia/Shanghai')::date
      > (registered_at at time zone 'Asia/Shanghai')::date,
      true)) stored;

create index case_fact_by_settlement on case_fact (settled_at) where settled_at is not null;
create index case_fact_waiting on case_fact (coalesce(settled_at, 'infinity'), registered_at) where waited;

-- Rounds that are open now.
create index round_fact_open on round_fact (unit) where finished_at is null and end_kind is null;
