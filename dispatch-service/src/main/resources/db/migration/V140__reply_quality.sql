-- What the check found in a reply when it was submitted.
create table reply_quality (
  reply_id   uuid primary key references reply,
  rules      int not null,
  worst      text not null check (worst in ('NONE', 'ADVICE', 'SERIOUS')),
  verdict    jsonb not null,
  checked_at timestamptz not null
);

-- Eight bands of each reply's wording: a reply nearly the same shares one of them. The key is the only index, and a look-up
-- takes the few newest of each band, so its cost does not follow the history. No foreign key: the rows are made from replies,
-- which are never deleted, and eight checks for each reply would cost more than they find.
create table reply_fingerprint (
  unit     text not null,
  band     bigint not null,
  reply_id uuid not null,
  case_id  uuid not null,
  primary key (unit, band, reply_id)
);

-- Whether serious flags only advise or block, for a unit and those below it.
create table reply_check_policy (
  unit   text primary key references unit,
  mode   text not null check (mode in ('ADVISE', 'BLOCK')),
  set_by text not null,
  set_at timestamptz not null
);
