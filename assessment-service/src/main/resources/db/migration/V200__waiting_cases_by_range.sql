-- What waited at a moment is found by the time it waited, without what waited before and after.
drop index case_fact_waiting;
create index case_fact_waiting on case_fact
  using gist (
    tstzrange(registered_at, case when settled_at < registered_at then registered_at else settled_at end, '(]'))
  where waited;
