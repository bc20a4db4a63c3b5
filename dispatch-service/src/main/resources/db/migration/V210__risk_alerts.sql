-- Words of a risk, at registration or in what the citizen added: until a dispatcher has said what was done about it.
create table risk_alert (
  id        uuid primary key,
  case_id   uuid not null references registered_case,
  source    text not null check (source in ('REGISTRATION', 'SUPPLEMENT', 'URGE')),
  flags     jsonb not null check (flags <> '[]'),
  raised_at timestamptz not null,
  seen_at   timestamptz,
  seen_by   text,
  note      text,
  check ((seen_at is null) = (seen_by is null) and (seen_at is null) = (note is null))
);
create index risk_alert_unseen on risk_alert (raised_at, id) where seen_at is null;
create index risk_alert_case on risk_alert (case_id, raised_at);

-- of cases that are still under way
insert into risk_alert (id, case_id, source, flags, raised_at)
select gen_random_uuid(), c.case_id, 'REGISTRATION', c.risk_flags, c.registered_at
from registered_case c
where c.risk_flags <> '[]'
  and (not c.imported or c.live_at is not null)
  and c.ended is null
  and (
    exists (select from triage_entry t where t.case_id = c.case_id and t.decided_at is null)
    or exists (select from work_order o where o.case_id = c.case_id and o.ended_at is null and o.finished_at is null));
