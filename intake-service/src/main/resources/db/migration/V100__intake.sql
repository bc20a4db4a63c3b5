-- Citizens' cases, their contact data and what intake knows of their progress.
-- similarity() of titles comes from pg_trgm; the database needs locale C.UTF-8, else trigrams of Chinese are empty.
create extension if not exists pg_trgm;

-- Constraints of single values are domains: PostgreSQL prepares them once, a table's check constraints again for every
-- insert, which was a third of the cost of a registration.
create domain case_outcome as text check (value in ('TO_DISPATCH', 'ANSWERED', 'NOT_ACCEPTED'));
create domain case_type as text
  check (value in ('CONSULTATION', 'HELP', 'COMPLAINT', 'REPORT', 'SUGGESTION', 'PRAISE', 'OTHER'));
create domain case_urgency as text check (value in ('ORDINARY', 'URGENT', 'EMERGENCY'));
create domain case_anonymity as text check (value in ('NAMED', 'HIDDEN_FROM_UNIT', 'NO_CONTACT'));
create domain case_title as text check (char_length(value) between 1 and 200);
create domain case_text as text check (char_length(value) between 1 and 10000);
create domain latitude as double precision check (value between -90 and 90);
create domain longitude as double precision check (value between -180 and 180);

-- One sequence for the installation: part of every case number; gaps are allowed, numbers are never given again.
create sequence case_number_sequence as bigint;

-- A telephone number, known only by its keyed index, and the random reference the other services know its owner by.
create table citizen (
  phone_index bytea primary key,
  citizen_ref uuid not null,
  first_seen timestamptz not null default now()
);

-- What the citizen said, once. Never changed: what happens later is in case_state and timeline_entry. Registration writes
-- this table only, with the few indexes it must have at once; the others are on tables that follow the stream.
-- Telephone and identity numbers are masked in title, text, address and names.
create table hotline_case (
  case_id uuid primary key,
  case_number text not null unique,
  outcome case_outcome not null,
  channel text not null,
  line_code text,
  type case_type not null,
  urgency case_urgency not null,
  title case_title not null,
  text case_text not null,
  category text,
  area text,
  address text,
  lat latitude,
  lon longitude,
  citizen_ref uuid not null,
  anonymity case_anonymity not null,
  contactable boolean not null,
  respondent_unit text,
  respondent_name text,
  upstream_platform text,
  upstream_number text,
  upstream_due_at timestamptz,
  call_id text,
  recording_ref text,
  external_id text,
  registered_at timestamptz not null,
  registered_by text not null,
  reply_due_at timestamptz,
  imported boolean not null,
  recorded_at timestamptz not null default now()
);
create index case_by_time on hotline_case (registered_at desc, case_id desc);
create index case_by_citizen on hotline_case (citizen_ref, registered_at desc);
create index case_by_external_id on hotline_case (external_id) where external_id is not null;

-- Where the case stands; a case without a row stands where its outcome put it. stream_status follows the case's stream alone; pending is an own command whose event has not
-- come back in the stream yet; status is what people see. version is raised by own commands only.
create table case_state (
  case_id uuid primary key references hotline_case,
  version integer not null default 0,
  status text not null
    check (status in ('REGISTERED', 'NOT_ACCEPTED', 'ANSWERED', 'IN_TRIAGE', 'DISPATCHED', 'IN_PROGRESS', 'REPLIED',
      'REWORK', 'MERGED', 'WITHDRAWN', 'CLOSED')),
  stream_status text not null,
  pending text check (pending in ('ANSWERED', 'NOT_ACCEPTED', 'WITHDRAWN')),
  lead_unit text,
  work_order_id uuid,
  round integer not null default 0,
  merged_into uuid,
  reply_due_at timestamptz,
  urges integer not null default 0,
  imported boolean not null,
  live boolean not null,
  registered_at timestamptz not null,
  last_event_at timestamptz not null,
  check (status = coalesce(pending, stream_status))
) with (fillfactor = 80);
create index case_state_by_status on case_state (status, registered_at desc, case_id desc);

-- Name and telephone, encrypted; key_id and index_key name the keys, for rotation.
create table contact (
  case_id uuid primary key references hotline_case,
  key_id integer not null,
  index_key integer,
  sealed bytea not null,
  phone_index bytea
);

-- What happened to the case; words are made when it is read.
create table timeline_entry (
  case_id uuid not null,
  at timestamptz not null,
  entry_id uuid not null,
  kind text not null,
  actor text,
  data jsonb not null default '{}',
  primary key (case_id, at, entry_id)
);

-- By what cases are found, written when the case comes back in its stream. grams are pairs of characters, for most Chinese words have two characters and so no trigram of their own.
create table case_search (
  case_id uuid primary key,
  registered_at timestamptz not null,
  area text,
  category text,
  folded text not null,
  grams integer[] not null
);
create index case_search_by_time on case_search (registered_at desc, case_id desc);
create index case_search_by_area on case_search (area, registered_at desc, case_id desc) where area is not null;
create index case_search_by_category on case_search (category, registered_at desc, case_id desc)
  where category is not null;
create index case_search_grams on case_search using gin (grams) with (fastupdate = on, gin_pending_list_limit = 512);

-- Similar titles: min-hashes of area and title; two titles alike share at least one with high probability.
create table title_likeness (
  hash bigint not null,
  registered_at timestamptz not null,
  case_id uuid not null,
  primary key (hash, registered_at, case_id)
);

-- Who looked at what, when and why. Never changed, never deleted by the service.
create table access_log (
  entry_id uuid primary key,
  at timestamptz not null,
  subject text not null,
  roles text[] not null,
  unit text,
  action text not null check (action in ('CONTACT_REVEALED', 'PHONE_SEARCH', 'DUPLICATE_SEARCH')),
  case_id uuid,
  citizen_ref uuid,
  purpose text not null,
  found integer not null
);
create index access_log_by_time on access_log (at desc, entry_id desc);
create index access_log_by_case on access_log (case_id, at desc) where case_id is not null;
create index access_log_by_subject on access_log (subject, at desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% may not be changed', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger access_log_is_append_only before update or delete or truncate on access_log
  for each statement execute function refuse_change();
