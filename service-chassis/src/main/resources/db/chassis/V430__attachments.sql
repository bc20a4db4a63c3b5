-- Files of cases and of what is done with them. The bytes lie in the store under the id; a row is written before its bytes come and
-- deleted after they are gone, so that nothing lies in the store which no row names.
create table attachment (
  attachment_id uuid primary key,
  name text not null,
  type text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- null: by the public
  uploaded_by text,
  uploaded_at timestamptz not null,
  -- STORING: the bytes are on their way; WAITING: for the verdict of the scanner; CLEAN: may be read; INFECTED: the bytes are gone
  state text not null check (state in ('STORING', 'WAITING', 'CLEAN', 'INFECTED')),
  -- what it came with; null until a command names it
  of_kind text check (of_kind in ('CASE', 'SUPPLEMENT', 'REPLY', 'FINDING', 'APPEAL')),
  of_id uuid,
  case_id uuid,
  bound_at timestamptz,
  check ((of_kind is null) = (bound_at is null) and (of_id is null) = (bound_at is null)),
  check (case_id is null or bound_at is not null)
);
create index attachment_unbound on attachment (uploaded_at) where bound_at is null;
create index attachment_waiting on attachment (uploaded_at) where state = 'WAITING';
create index attachment_of on attachment (of_id) where of_id is not null;
create index attachment_by_case on attachment (case_id) where case_id is not null;
