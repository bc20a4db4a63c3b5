-- Which units co-handle the order on a case: they read the files of the case as long as that order stands.
create table case_co_unit (
  work_order_id uuid not null,
  unit text not null,
  case_id uuid not null,
  primary key (work_order_id, unit)
);
