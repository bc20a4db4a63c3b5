-- Which units returned a case, whether that opened supervision, and which unit below the lead handles it.
alter table case_file
  add column returned_by text not null default '',
  add column return_supervised boolean not null default false,
  add column handling_unit text;

-- One open deadline of a kind for a work order; of co-handling one for each question (its id is the question's).
drop index deadline_open;
create unique index deadline_open on deadline (work_order_id, kind)
  where ended_at is null and kind <> 'CO_HANDLING';
