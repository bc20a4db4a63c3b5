-- Repeats are found by text too: the table of title hashes holds bands of the text beside them.
alter table title_likeness rename to likeness_band;
alter index title_likeness_pkey rename to likeness_band_pkey;

-- What candidates are compared by: one bit of each of 128 min-hashes of the text. Written when the case comes back in its
-- stream; a text without letters has no sketch.
create table case_likeness (
  case_id uuid primary key,
  sketch bit(128)
);

-- A case that says nothing new since an earlier one was answered; a second reader decides.
create table case_link (
  link_id uuid primary key,
  case_id uuid not null references hotline_case,
  earlier_case_id uuid not null references hotline_case,
  reason text not null,
  state text not null check (state in ('PROPOSED', 'ACCEPTED', 'REFUSED')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  -- told to the citizen when accepted, the reader's note when refused
  said text,
  check (case_id <> earlier_case_id),
  check ((state = 'PROPOSED') = (decided_by is null)),
  check ((decided_by is null) = (decided_at is null)),
  check (state <> 'ACCEPTED' or said is not null),
  constraint second_reader_is_another check (decided_by <> proposed_by)
);
create unique index one_open_link_per_case on case_link (case_id) where state = 'PROPOSED';
create index case_link_by_case on case_link (case_id, proposed_at desc);
create index case_link_open on case_link (proposed_at, link_id) where state = 'PROPOSED';

-- How many cases of one matter at one place were registered on a day of Asia/Shanghai.
create table matter_day (
  matter text not null,
  day date not null,
  cases integer not null,
  primary key (matter, day)
);

-- The matter of a case and the pattern of its problem now; null: none.
create table case_pattern (
  case_id uuid primary key references hotline_case,
  matter text,
  day date not null,
  pattern text check (pattern in ('LONG_TERM', 'SUDDEN', 'PERIODIC')),
  by_hand boolean not null default false
);
create index case_pattern_by_matter on case_pattern (matter, day) where pattern is null and not by_hand;

-- Every finding and every correction. Never changed.
create table case_pattern_change (
  change_id uuid primary key,
  case_id uuid not null references hotline_case,
  pattern text,
  derived boolean not null,
  reason text not null,
  set_by text not null,
  set_at timestamptz not null
);
create index case_pattern_change_by_case on case_pattern_change (case_id, set_at, change_id);
create trigger case_pattern_change_is_append_only before update or delete or truncate on case_pattern_change
  for each statement execute function refuse_change();
