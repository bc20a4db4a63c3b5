-- Reading a file of a case is a look at what a citizen told, and stands in the log as such.
alter table access_log drop constraint access_log_action_check;
alter table access_log add constraint access_log_action_check
  check (action in ('CONTACT_REVEALED', 'PHONE_SEARCH', 'DUPLICATE_SEARCH', 'ATTACHMENT_READ')) not valid;
