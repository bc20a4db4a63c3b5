-- What depends on the present moment is counted from the rounds still open whose deadline is ahead: as many as the city works on, thousands
-- in a large one. The index holds all that is asked of them, so that their rows, spread over the table, need not be read.
create index round_fact_open_ahead
  on round_fact (due_at)
  include (unit, area, category, channel, type, dispatched_at, ended_at, end_kind, finished_at)
  where finished_at is null;

drop index round_fact_open_by_deadline;
