-- Which file of a finding or an objection was read; null: the case. A finding may be about no single case.
alter table reading_log add column attachment_id uuid;
alter table reading_log alter column case_id drop not null;
alter table reading_log add constraint reading_log_says_what check (case_id is not null or attachment_id is not null);
