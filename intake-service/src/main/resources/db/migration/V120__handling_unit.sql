-- The unit below the lead that handles an order; counts while that order is the case's.
alter table case_state
  add column handling_unit text,
  add column handling_order uuid;
