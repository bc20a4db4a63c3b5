create table sample_case (
  id uuid primary key,
  version integer not null,
  text text not null
);

create table sample_applied (
  place bigint generated always as identity primary key,
  event_id uuid not null unique,
  case_id uuid not null,
  text text not null,
  imported boolean not null
);
