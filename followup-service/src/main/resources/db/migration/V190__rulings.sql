-- A ruling on a return is owed by the dispatch office, not by a unit.
alter table deadline
  alter column unit drop not null,
  add check (unit is not null or kind = 'RULING');

-- The dispatch office's list.
create index deadline_ruling on deadline (due_at, id) where kind = 'RULING' and ended_at is null;
