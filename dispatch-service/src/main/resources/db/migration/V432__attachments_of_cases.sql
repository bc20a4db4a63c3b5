-- Which files came with a case and its supplements; the bytes are intake's.
create table case_attachment (
  attachment_id uuid primary key,
  case_id uuid not null,
  supplement_id uuid,
  name text not null,
  type text not null,
  size bigint not null,
  sha256 text not null,
  came_at timestamptz not null
);
create index case_attachment_by_case on case_attachment (case_id, came_at);
