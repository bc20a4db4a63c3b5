-- Whom the cases so far accuse by code, and which were handled together, as the journal has it.
insert into accused_unit (case_id, unit)
select case_id, payload::jsonb -> 'respondent' ->> 'unit'
from journal
where type = 'org.hotline12345.case.registered.v1'
  and payload like '%"respondent"%'
  and payload::jsonb -> 'respondent' ->> 'unit' is not null
on conflict do nothing;
insert into merged_case (case_id, lead_case_id)
select case_id, lead_case_id
from (
  select distinct on (case_id) case_id, type, (payload::jsonb ->> 'leadCaseId')::uuid as lead_case_id
  from journal
  where type in ('org.hotline12345.case.merged.v1', 'org.hotline12345.case.unmerged.v1')
  order by case_id, kafka_offset desc) as latest
where type = 'org.hotline12345.case.merged.v1'
on conflict do nothing;
