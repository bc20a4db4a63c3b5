-- Bulletins and special reports, drafts and issued ones.
create table bulletin (
  bulletin_id uuid primary key,
  kind text not null check (kind in ('BULLETIN', 'SPECIAL_REPORT')),
  period text not null,
  -- what a special report is about, as JSON
  subject text,
  -- null: the usual one
  title text,
  addressees text,
  -- empty in a draft: every unit that is active when it is issued
  recipients text[] not null,
  -- paragraphs of the staff by section, as JSON
  paragraphs text not null,
  -- the figures, as JSON
  content text not null,
  figures_at timestamptz not null,
  state text not null check (state in ('DRAFT', 'ISSUED')),
  issue_year integer,
  issue_number integer check (issue_number > 0),
  -- as it was issued, in each language, as JSON
  document_zh text,
  document_en text,
  drafted_by text not null,
  drafted_at timestamptz not null,
  edited_by text,
  edited_at timestamptz,
  issued_by text,
  issued_at timestamptz,
  version integer not null default 0,
  unique (kind, issue_year, issue_number),
  check ((kind = 'SPECIAL_REPORT') = (subject is not null)),
  check (num_nulls(issue_year, issue_number, document_zh, document_en, issued_by, issued_at)
    = case state when 'ISSUED' then 0 else 6 end)
);

create unique index bulletin_drafted_once on bulletin (period) where kind = 'BULLETIN' and state = 'DRAFT';
create index bulletin_by_time on bulletin (drafted_at desc, bulletin_id desc);
create index bulletin_by_recipient on bulletin using gin (recipients) where state = 'ISSUED';

-- The last number of each kind and year.
create table bulletin_number (
  kind text not null,
  year integer not null,
  last integer not null check (last > 0),
  primary key (kind, year)
);

-- Units that took note.
create table bulletin_receipt (
  bulletin_id uuid not null references bulletin,
  unit text not null,
  note text,
  received_by text not null,
  received_at timestamptz not null,
  primary key (bulletin_id, unit)
);

-- What leaders wrote on it.
create table bulletin_instruction (
  instruction_id uuid primary key,
  bulletin_id uuid not null references bulletin,
  text text not null,
  -- empty: to all recipients
  units text[] not null,
  given_by text not null,
  given_at timestamptz not null
);

create index bulletin_instruction_by_bulletin on bulletin_instruction (bulletin_id, given_at);

create function refuse_change_of_bulletin() returns trigger language plpgsql as $$
begin
  raise exception 'an issued bulletin, its receipts and instructions are never changed' using errcode = 'restrict_violation';
end
$$;

create trigger issued_bulletin_stays before update or delete on bulletin
  for each row when (old.state = 'ISSUED') execute function refuse_change_of_bulletin();
create trigger bulletin_receipt_stays before update or delete on bulletin_receipt
  for each row execute function refuse_change_of_bulletin();
create trigger bulletin_instruction_stays before update or delete on bulletin_instruction
  for each row execute function refuse_change_of_bulletin();
