-- A member whose group was taken into another one, or whose lead was withdrawn, is moved: the old membership ends, a new one
-- begins.
alter table merge_member drop constraint merge_member_outcome_check;
alter table merge_member add constraint merge_member_outcome_check
  check (outcome in ('ANSWERED', 'UNMERGED', 'ENDED', 'MOVED'));

-- Earlier cases that intake found alike at registration. The other case may come later in its own stream, so it is no foreign
-- key.
create table merge_candidate (
  case_id       uuid not null references registered_case,
  other_case_id uuid not null,
  similarity    double precision not null,
  same_citizen  boolean not null,
  primary key (case_id, other_case_id),
  check (case_id <> other_case_id)
);
create index merge_candidate_other on merge_candidate (other_case_id);
