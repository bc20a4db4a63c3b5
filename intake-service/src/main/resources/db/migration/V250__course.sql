-- The course of the case by its stream, from which status, units, order, round and merge are read; rows of before get it
-- from what was kept until now. An order of a later round is taken as signed: the hotline no longer answers it alone.
alter table case_state add column course text;

update case_state
set course = concat_ws(
  ' ',
  case
    when stream_status in ('NOT_ACCEPTED', 'ANSWERED', 'WITHDRAWN', 'CLOSED') then 'ENDED'
    when stream_status in ('DISPATCHED', 'IN_PROGRESS') then 'WITH_UNIT'
    when stream_status = 'REGISTERED' and round > 0 then 'AWAITING_DISPATCH'
    when stream_status = 'REWORK' and round > 1 and work_order_id is not null then 'WITH_UNIT'
    else stream_status
  end,
  'round=' || nullif(round, 0),
  'unit=' || replace(replace(replace(lead_unit, '%', '%25'), '+', '%2B'), ' ', '%20'),
  'handling='
    || case
      when handling_order = work_order_id and handling_unit <> lead_unit
        then replace(replace(replace(handling_unit, '%', '%25'), '+', '%2B'), ' ', '%20')
    end,
  'order=' || work_order_id,
  case when stream_status in ('IN_PROGRESS', 'REPLIED', 'CLOSED', 'REWORK') then 'signed=yes' end,
  'merged=' || merged_into,
  case when stream_status in ('NOT_ACCEPTED', 'ANSWERED', 'WITHDRAWN', 'CLOSED') then 'end=' || stream_status end);

alter table case_state alter column course set not null;
