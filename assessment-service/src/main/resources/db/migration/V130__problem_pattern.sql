-- The pattern of the problem as intake found it or somebody corrected it; null: none.
alter table case_fact add column pattern text check (pattern in ('LONG_TERM', 'SUDDEN', 'PERIODIC'));
