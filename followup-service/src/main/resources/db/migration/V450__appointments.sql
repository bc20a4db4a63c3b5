-- The time that was agreed on with a citizen or with who answered: at that time the callback goes before all others.
alter table callback
  add column appointment_at timestamptz;

update callback
set appointment_at = next_attempt_at
where state in ('OPEN', 'CLAIMED')
  and calls -> -1 ->> 'outcome' = 'CALL_AGAIN';

create index callback_appointment on callback (appointment_at, id)
  where appointment_at is not null
    and state in ('OPEN', 'CLAIMED');
