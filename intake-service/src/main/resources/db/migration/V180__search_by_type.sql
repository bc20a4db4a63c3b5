-- Cases of one nature are found in the order of their registration, however many there are.
alter table case_search add column type text;
update case_search x
set type = c.type
from hotline_case c
where c.case_id = x.case_id;
create index case_search_by_type on case_search (type, registered_at desc, case_id desc) where type is not null;
