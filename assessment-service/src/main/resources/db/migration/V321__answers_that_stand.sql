-- An answer that a later word about the same callback corrects is kept: rule sets may count first answers. By what instrument the later
-- word came; null: the answer stands.
alter table survey_fact add column superseded_by text;

-- One callback is one: an answer takes the place of silence, and of two words to one callback the later stands. What was corrected by
-- the same instrument was deleted until now; facts made anew from the journal have it again.
update survey_fact stands
set superseded_by = found.by
from (
  select
    earlier.event_id,
    max(later.instrument) as by
  from survey_fact earlier
  join survey_fact later
    on later.callback_id = earlier.callback_id
    and later.event_id <> earlier.event_id
    and (later.completed_at, later.event_id) > (earlier.completed_at, earlier.event_id)
  where earlier.outcome <> 'ANSWERED'
    and earlier.instrument <> 'SOCIAL_SURVEY'
    and later.instrument <> 'SOCIAL_SURVEY'
  group by earlier.event_id) found
where stands.event_id = found.event_id;
