-- What the platform above agreed to, 上级平台意见: who, when, under which reference. To an extension: until when it then wants the answer;
-- null: its deadline binds no longer. The case itself holds the deadline of the platform above that now binds.
create table upstream_consent (
  id uuid primary key,
  case_id uuid not null references case_file,
  work_order_id uuid,
  agreed_to text not null check (agreed_to in ('EXTENSION', 'RETURN')),
  agreed_until timestamptz,
  due_before timestamptz not null,
  reference text not null,
  consented_by text not null,
  consented_at timestamptz not null,
  note text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  check (agreed_to = 'EXTENSION' or agreed_until is null)
);

create index upstream_consent_by_case on upstream_consent (case_id, recorded_at, id);
