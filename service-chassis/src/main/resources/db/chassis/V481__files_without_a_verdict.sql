-- A file of which the scanner cannot say anything, such as one that is larger than it takes, is not sent to it in every round.
alter table attachment
  add column scans integer not null default 0,
  add column scan_after timestamptz;
