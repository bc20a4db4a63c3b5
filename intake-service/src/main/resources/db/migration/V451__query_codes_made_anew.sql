-- A query code is made of the key ring, the case and its turn, and stands nowhere. Asked for again it is made anew when the message is
-- sent; with that the one before ends.
create table query_code (
  case_id uuid primary key references hotline_case,
  turn integer not null,
  pending boolean not null,
  day date not null,
  asked integer not null
);
