-- What citizens wrote back by short message without naming one, 短信回复: whose it is says intake by the telephone. Until then the telephone
-- stands here encrypted with the channel's secret, and never afterwards; phone is the covered number, text the masked text.
create table text_reply (
  id uuid primary key,
  version integer not null default 0,
  channel text not null references survey_channel,
  -- keyed hash of what makes it the same reply
  mark text not null,
  sealed_phone bytea,
  phone text not null,
  text text not null,
  said_at timestamptz not null,
  received_at timestamptz not null,
  state text not null default 'WAITING' check (state in ('WAITING', 'OPEN', 'HANDLED')),
  next_try_at timestamptz,
  citizen_ref uuid,
  cases uuid[] not null default '{}',
  claimed_by text,
  claimed_until timestamptz,
  outcome text check (outcome in ('STOPPED', 'ANSWERED', 'SUPPLEMENTED', 'ASKED_BACK', 'NO_MATTER')),
  case_id uuid,
  note text,
  handled_by text,
  handled_at timestamptz,
  unique (channel, mark),
  check ((state = 'WAITING') = (next_try_at is not null)),
  check ((state = 'WAITING') = (sealed_phone is not null)),
  check ((state = 'HANDLED') = (outcome is not null and handled_by is not null and handled_at is not null)),
  check (outcome is null or (outcome in ('ANSWERED', 'SUPPLEMENTED')) = (case_id is not null)),
  check ((claimed_by is null) = (claimed_until is null))
);

create index text_reply_waiting on text_reply (next_try_at) where state = 'WAITING';
create index text_reply_by_state on text_reply (state, received_at, id);
