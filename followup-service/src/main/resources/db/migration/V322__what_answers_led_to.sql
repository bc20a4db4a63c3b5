-- What the answers to a callback led to: a dissatisfaction that was counted can be taken back by a correction, and a dissatisfied answer
-- on the spot waits for a person.
alter table callback
  add column struck boolean not null default false,
  add column review_due_at timestamptz,
  add column reviewed_at timestamptz,
  add column reviewed_by text,
  add column review_note text,
  add column new_case_id uuid,
  add check (reviewed_at is null or review_due_at is not null);

create index callback_awaits_review on callback (review_due_at, id)
  where origin = 'ON_THE_SPOT' and review_due_at is not null and reviewed_at is null;
