-- What came of the calls that brought no answer: when, by whom, and when the citizen wants to be called again.
alter table callback add column calls jsonb not null default '[]';
