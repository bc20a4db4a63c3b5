-- What people wrote on other channels (人民网, forums), telephone and identity numbers masked.
create table external_post (
  source text not null,
  external_id text not null,
  post_id uuid not null unique,
  title text not null,
  text text not null,
  posted_at timestamptz not null,
  url text,
  area text,
  category text,
  fingerprint text not null,
  issue_id uuid,
  likeness real,
  matched_by text,
  looked_at timestamptz not null,
  case_id uuid,
  imported_by text not null,
  imported_at timestamptz not null,
  version integer not null default 0,
  primary key (source, external_id),
  check ((issue_id is null) = (likeness is null))
);

create index external_post_by_issue on external_post (issue_id, posted_at) where issue_id is not null;
create index external_post_by_time on external_post (posted_at desc, post_id);
create index external_post_undecided on external_post (looked_at) where matched_by is null;
