-- What closed cases were found by is forgotten after a while (hotline.intake.likeness-kept-days): the oldest first.
alter table case_likeness add column registered_at timestamptz;
update case_likeness l
set registered_at = c.registered_at
from hotline_case c
where c.case_id = l.case_id;
-- of no case at all: nothing would ever find it
delete from case_likeness where registered_at is null;
alter table case_likeness alter column registered_at set not null;
create index case_likeness_by_time on case_likeness (registered_at);
