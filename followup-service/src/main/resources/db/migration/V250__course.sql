-- The course of the case by its stream; which events have an effect follows from it. Rows of before get it from what was kept
-- until now: with which case a merged one is handled was not kept, nor how intake ended one.
alter table case_file add column course text;

update case_file f
set course = concat_ws(
  ' ',
  case
    when f.phase = 'HANDLING' then 'WITH_UNIT'
    when f.phase in ('CALLBACK', 'AWAITING_DECISION', 'AWAITING_EXPLANATION') then 'REPLIED'
    when f.phase = 'AWAITING_DISPATCH' and f.reply_id is not null then 'REWORK'
    when f.phase = 'CLOSED' then 'ENDED'
    else f.phase
  end,
  'round=' || nullif(f.round, 0),
  case
    when f.phase <> 'AWAITING_DISPATCH' or f.reply_id is not null
      then 'unit=' || replace(replace(replace(f.unit, '%', '%25'), '+', '%2B'), ' ', '%20')
  end,
  case
    when f.phase <> 'AWAITING_DISPATCH' or f.reply_id is not null
      then 'handling=' || replace(replace(replace(f.handling_unit, '%', '%25'), '+', '%2B'), ' ', '%20')
  end,
  case when f.phase <> 'AWAITING_DISPATCH' or f.reply_id is not null then 'order=' || f.work_order_id end,
  case when f.signed and (f.phase <> 'AWAITING_DISPATCH' or f.reply_id is not null) then 'signed=yes' end,
  case when f.phase = 'HANDLING' and f.return_request_id is not null then 'return=open' end,
  case
    when f.phase = 'CLOSED' then 'end=CLOSED'
    when f.phase = 'ENDED' and f.closed_at = f.registered_at then 'end=ANSWERED'
    when f.phase = 'ENDED' then 'end=WITHDRAWN'
  end);

alter table case_file alter column course set not null;
