-- The unit that the agent chose at registration; dispatch follows it unless that unit may not have the case.
alter table hotline_case add column proposed_unit text;
