-- A dispatcher or supervisor may take an order from its unit.
alter table round_fact drop constraint round_fact_end_kind_check;
alter table round_fact add constraint round_fact_end_kind_check
  check (end_kind in ('RETURNED', 'RECALLED', 'MERGED', 'WITHDRAWN', 'DECIDED_BY_INTAKE', 'CLOSED'));
