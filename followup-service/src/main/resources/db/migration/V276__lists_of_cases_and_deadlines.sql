-- What is a list is kept as one, and not as a text with signs between: the units that returned a case, its open questions to other units
-- (id, unit, askedAt), the ladder of a deadline (step, at) and what of it was done (step, at, id, waiting).
alter table case_file
  alter column returned_by drop default,
  alter column returned_by type text[] using string_to_array(returned_by, ';'),
  alter column returned_by set default '{}',
  add column open_questions jsonb not null default '[]';

update case_file
set open_questions = (
  select jsonb_agg(
    jsonb_build_object(
      'id', split_part(one, '@', 1),
      'askedAt', split_part(one, '@', 2),
      'unit', substr(one, length(split_part(one, '@', 1)) + length(split_part(one, '@', 2)) + 3))
    order by nth)
  from unnest(string_to_array(questions, ';')) with ordinality as asked (one, nth))
where questions <> '';

alter table case_file drop column questions;
alter table case_file rename column open_questions to questions;

alter table deadline
  add column rungs jsonb not null default '[]',
  add column rungs_fired jsonb not null default '[]';

update deadline
set rungs = coalesce(
    (
      select jsonb_agg(
        jsonb_build_object('step', split_part(one, '@', 1), 'at', split_part(one, '@', 2))
        order by nth)
      from unnest(string_to_array(ladder, ' ')) with ordinality as rung (one, nth)),
    '[]'),
  rungs_fired = coalesce(
    (
      select jsonb_agg(
        jsonb_build_object(
          'step', split_part(one, '@', 1),
          'at', split_part(one, '@', 2),
          'id', split_part(one, '@', 3),
          'waiting', split_part(one, '@', 4) = 'WAITS')
        order by nth)
      from unnest(string_to_array(ladder_fired, ' ')) with ordinality as rung (one, nth)),
    '[]')
where ladder <> ''
  or ladder_fired <> '';

alter table deadline
  drop column ladder,
  drop column ladder_fired;
alter table deadline rename column rungs to ladder;
alter table deadline rename column rungs_fired to ladder_fired;
