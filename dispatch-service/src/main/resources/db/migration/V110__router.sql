-- Models of the router, learned from confirmed dispatches; the activation that has not ended is the one in force.
create table router_model (
  version          text primary key,
  state            text not null check (state in ('TRAINING', 'READY', 'FAILED')),
  progress         double precision not null default 0,
  failure          text,
  created_at       timestamptz not null,
  created_by       text not null,
  touched_at       timestamptz not null,
  finished_at      timestamptz,
  wanted_precision double precision not null,
  -- dispatch of the last case it learned from; what comes later it has not seen
  trained_until    timestamptz,
  category_model   bytea,
  unit_model       bytea,
  unit_share       double precision,
  -- least confidence alone, and where the words of the catalogue agree; 2: never
  alone            double precision,
  agreed           double precision,
  metrics          jsonb,
  check ((state = 'READY') = (metrics is not null)),
  check (state <> 'READY' or unit_model is not null or category_model is not null)
);
create unique index one_training on router_model (state) where state = 'TRAINING';

create table router_activation (
  id           bigint generated always as identity primary key,
  version      text not null references router_model,
  activated_at timestamptz not null,
  activated_by text not null,
  ended_at     timestamptz,
  ended_by     text,
  rolled_back  boolean not null default false
);
create unique index one_model_in_force on router_activation ((true)) where ended_at is null;

-- Words of the message that speak of self-harm, violence, danger or a crowd.
alter table registered_case add column risk_flags jsonb not null default '[]';

alter table triage_entry add column model_version text;
-- 2 for a risk, 1 more for an emergency
alter table triage_entry add column priority smallint not null default 0;
drop index triage_open;
create index triage_open on triage_entry ((-priority), sent_at, case_id) where decided_at is null;
