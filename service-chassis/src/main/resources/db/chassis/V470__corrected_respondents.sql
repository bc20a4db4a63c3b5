-- Which correction of a case said last whom it accuses: a dispatch that was decided before dispatch heard of it accuses nobody any more.
create table respondent_correction (
  case_id uuid primary key,
  number  integer not null check (number > 0)
);
