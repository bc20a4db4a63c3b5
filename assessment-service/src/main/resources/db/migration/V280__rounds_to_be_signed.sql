-- Whether a round was to be signed is clear only when its time to sign is over: those of which it still runs are counted beside the sums.
create index round_fact_signing_ahead
  on round_fact (sign_due_at)
  include (unit, area, category, channel, type, dispatched_at, ended_at, end_kind)
  where signed_at is null and finished_at is null;
