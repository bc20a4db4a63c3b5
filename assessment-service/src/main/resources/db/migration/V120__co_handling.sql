-- How often a return of the round was refused.
alter table round_fact
  add column returns_refused integer not null default 0;

-- One row a question to a co-handling unit: that unit's own responsibility.
create table co_handling_fact (
  co_handling_id uuid primary key,
  case_id uuid not null,
  work_order_id uuid,
  unit text,
  lead_unit text,
  channel text,
  type text,
  category text,
  area text,
  asked_at timestamptz,
  due_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz
) with (fillfactor = 80);

create index co_handling_fact_by_request on co_handling_fact (asked_at);
create index co_handling_fact_by_deadline on co_handling_fact (due_at);
create index co_handling_fact_by_unit_request on co_handling_fact (unit, asked_at);
create index co_handling_fact_by_unit_deadline on co_handling_fact (unit, due_at);
