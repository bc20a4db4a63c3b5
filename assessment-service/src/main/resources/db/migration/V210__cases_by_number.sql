-- Staff name a case by its number.
create index case_fact_by_number on case_fact (case_number);
