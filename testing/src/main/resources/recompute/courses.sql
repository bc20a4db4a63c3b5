-- The courses of cases, from what stands in assessment's journal and nothing else of assessment: no facts, no sums. A recomputation
-- of its own by the words of docs/assessment.md and, for who wins where two services decide at once, of docs/architecture.md.
-- Only the working days come from the office's calendar, which is told apart from cases.

create temp table told as
select
  case_id,
  row_number() over (partition by case_id order by kafka_offset) as n,
  split_part(type, '.', 4) as what,
  payload::jsonb as said
from (
  select
    journal.*,
    row_number() over (partition by event_id order by kafka_offset) as copy
  from journal
  where topic = 'hotline.case-events') as every_copy
where copy = 1;

create index on told (what, case_id);

create temp table turn as
select
  case_id,
  n,
  row_number() over (partition by case_id order by n) as turn,
  what,
  (said ->> 'workOrderId')::uuid as order_id,
  said ->> 'outcome' as outcome,
  (said ->> 'granted')::boolean as granted,
  coalesce((said ->> 'resultChanged')::boolean, false) as result_changed
from told
where what in (
  'registered', 'answered-directly', 'not-accepted', 'withdrawn', 'dispatched', 'sent-to-triage', 'work-order-signed',
  'return-requested', 'return-decided', 'work-order-recalled', 'merged', 'unmerged', 'reply-issued', 'reply-corrected', 'closed',
  'rework-ordered')
  or what = 'supervision-opened' and said ->> 'cause' = 'SECOND_DISSATISFACTION';

create unique index on turn (case_id, turn);

analyze turn;

-- Where the case is after each turn, and whether the event found the case so that it has an effect.
create temp table course as
with recursive course as (
  select
    case_id,
    0::bigint as turn,
    0::bigint as n,
    'NEW' as phase,
    null::uuid as order_id,
    false as signed,
    true as admitted
  from turn
  where turn = 1
  union all
  select
    t.case_id,
    t.turn,
    t.n,
    case
      when not a.admitted then c.phase
      when t.what = 'registered' then case when c.phase = 'NEW' and t.outcome <> 'TO_DISPATCH' then t.outcome else c.phase end
      when t.what = 'answered-directly' then 'ANSWERED'
      when t.what = 'not-accepted' then 'NOT_ACCEPTED'
      when t.what = 'withdrawn' then 'WITHDRAWN'
      when t.what = 'dispatched' then 'WITH_UNIT'
      when t.what = 'sent-to-triage' then 'UNIT_WANTED'
      when t.what = 'return-decided' and t.granted or t.what = 'work-order-recalled' then 'UNIT_WANTED'
      when t.what = 'merged' then 'MERGED'
      when t.what = 'unmerged' then 'UNIT_WANTED'
      when t.what = 'reply-issued' then 'REPLIED'
      when t.what = 'closed' then 'CLOSED'
      -- another result: the citizen is asked again
      when t.what = 'reply-corrected' and t.result_changed then 'REPLIED'
      -- an objection to the closed case: it is open until somebody has decided
      when t.what = 'supervision-opened' and c.phase = 'CLOSED' and c.order_id = t.order_id then 'REPLIED'
      when t.what = 'rework-ordered' then 'REWORK'
      else c.phase
    end,
    case
      when not a.admitted then c.order_id
      when t.what = 'dispatched' then t.order_id
      when t.what in ('sent-to-triage', 'unmerged', 'work-order-recalled') or t.what = 'return-decided' and t.granted then null
      else c.order_id
    end,
    case
      when not a.admitted then c.signed
      when t.what in ('dispatched', 'sent-to-triage', 'unmerged', 'work-order-recalled')
        or t.what = 'return-decided' and t.granted then false
      else c.signed or t.what = 'work-order-signed'
    end,
    a.admitted
  from course c
  join turn t on t.case_id = c.case_id and t.turn = c.turn + 1
  cross join lateral (
    select case t.what
      when 'registered' then true
      when 'supervision-opened' then true
      -- told twice: by the registration and by its own event
      when 'answered-directly' then c.phase = 'ANSWERED'
        or c.phase in ('NEW', 'UNIT_WANTED', 'WITH_UNIT', 'MERGED') and not c.signed
      when 'not-accepted' then c.phase in ('NEW', 'UNIT_WANTED', 'WITH_UNIT', 'MERGED') and not c.signed
      when 'withdrawn' then c.phase not in ('ANSWERED', 'NOT_ACCEPTED', 'WITHDRAWN', 'CLOSED')
      when 'dispatched' then c.phase in ('NEW', 'UNIT_WANTED', 'REWORK')
        or c.phase = 'WITH_UNIT' and c.order_id <> t.order_id
      when 'sent-to-triage' then c.phase in ('NEW', 'UNIT_WANTED', 'REWORK', 'WITH_UNIT')
      when 'merged' then c.phase in ('NEW', 'UNIT_WANTED', 'WITH_UNIT', 'MERGED')
      when 'unmerged' then c.phase = 'MERGED'
      when 'reply-issued' then c.phase in ('WITH_UNIT', 'MERGED') and c.order_id = t.order_id
      when 'reply-corrected' then c.phase in ('REPLIED', 'CLOSED') and c.order_id = t.order_id
      when 'closed' then c.phase = 'REPLIED'
      when 'rework-ordered' then c.phase in ('REPLIED', 'CLOSED')
      else c.phase = 'WITH_UNIT' and c.order_id = t.order_id
    end is true as admitted) a)
select *
from course
where turn > 0;

create unique index on course (case_id, n);

-- The events that have an effect.
create temp table event as
select told.*
from told
left join course using (case_id, n)
where coalesce(course.admitted, true);

create index on event (what, case_id);

create index on event (what, (said ->> 'workOrderId'));

analyze event;

create temp table cases as
with registered as (
  select distinct on (case_id) case_id, said
  from event
  where what = 'registered'
  order by case_id, n desc),
-- what was registered wrongly is as it was corrected last
corrected as (
  select distinct on (case_id) case_id, said
  from event
  where what = 'corrected'
  order by case_id, n desc),
decided as (
  select distinct on (case_id)
    case_id,
    case what when 'answered-directly' then 'ANSWERED' else 'NOT_ACCEPTED' end as outcome,
    coalesce(said ->> 'answeredAt', said ->> 'decidedAt')::timestamptz as at
  from event
  where what in ('answered-directly', 'not-accepted')
  order by case_id, n desc),
dispatched as (
  select case_id, min((said ->> 'dispatchedAt')::timestamptz) as at
  from event
  where what = 'dispatched'
  group by case_id),
withdrawn as (
  select case_id, min((said ->> 'withdrawnAt')::timestamptz) as at
  from event
  where what = 'withdrawn'
  group by case_id),
merged as (
  select distinct on (case_id) case_id, what, (said ->> 'mergedAt')::timestamptz as at
  from event
  where what in ('merged', 'unmerged')
  order by case_id, n desc),
answering as (
  select distinct on (case_id) case_id, coalesce(said ->> 'leadUnit', said ->> 'unit') as unit
  from event
  where what = 'dispatched'
    or what = 'answered-directly' and said ->> 'unit' is not null
  order by case_id, n desc),
known as (
  select
    r.case_id,
    a.unit,
    (r.said ->> 'registeredAt')::timestamptz as registered_at,
    coalesce((coalesce(k.said, r.said) ->> 'contactable')::boolean, false) as contactable,
    coalesce(k.said, r.said) ->> 'anonymity' as anonymity,
    coalesce(d.outcome, r.said ->> 'outcome') as outcome,
    case
      when d.case_id is not null then d.at
      when r.said ->> 'outcome' <> 'TO_DISPATCH' then (r.said ->> 'registeredAt')::timestamptz
    end as decided_at,
    s.at as dispatched_at,
    w.at as withdrawn_at,
    case when m.what = 'merged' then m.at end as merged_at
  from registered r
  left join corrected k using (case_id)
  left join decided d using (case_id)
  left join dispatched s using (case_id)
  left join withdrawn w using (case_id)
  left join merged m using (case_id)
  left join answering a using (case_id))
select
  known.*,
  contactable and anonymity <> 'NO_CONTACT' as to_be_informed,
  settled.at as settled_at,
  settled.how as settled_how
from known
left join lateral (
  select at, how
  from (values
    (1, case when outcome = 'ANSWERED' then decided_at end, 'ANSWERED'),
    (2, case when outcome = 'NOT_ACCEPTED' then decided_at end, 'OTHERWISE'),
    (3, dispatched_at, 'DISPATCHED'),
    (4, withdrawn_at, 'OTHERWISE'),
    (5, merged_at, 'OTHERWISE')) as way (place, at, how)
  where at is not null
  order by at, place
  limit 1) settled on true;

create unique index on cases (case_id);

analyze cases;

-- Rounds of handling: one a work order.
create temp table orders as
with dispatched as (
  select distinct on (order_id)
    (said ->> 'workOrderId')::uuid as order_id, case_id, n, said
  from event
  where what = 'dispatched'
  order by order_id, n),
reply as (
  select distinct on (order_id)
    (said ->> 'workOrderId')::uuid as order_id, n, said ->> 'unit' as unit, (said ->> 'issuedAt')::timestamptz as at
  from event
  where what = 'reply-issued'
  order by order_id, n),
signature as (
  select (said ->> 'workOrderId')::uuid as order_id, min((said ->> 'signedAt')::timestamptz) as at
  from event
  where what = 'work-order-signed'
  group by 1),
limits as (
  select distinct on (order_id, kind)
    (said ->> 'workOrderId')::uuid as order_id, said ->> 'kind' as kind, (said ->> 'dueAt')::timestamptz as at
  from event
  where what = 'deadline-set'
    and said ->> 'workOrderId' is not null
    and said ->> 'kind' in ('SIGN', 'REPLY')
  order by order_id, kind, n desc),
asked as (
  select (said ->> 'workOrderId')::uuid as order_id, max((said ->> 'requestedAt')::timestamptz) as at
  from event
  where what = 'return-requested'
  group by 1),
-- whatever takes rounds from their units
away as (
  select
    case_id,
    null::uuid as order_id,
    n,
    what as how,
    coalesce(said ->> 'mergedAt', said ->> 'withdrawnAt', said ->> 'answeredAt', said ->> 'decidedAt')::timestamptz as at
  from event
  where what in ('merged', 'withdrawn', 'answered-directly', 'not-accepted')
  union all
  select
    e.case_id,
    (e.said ->> 'workOrderId')::uuid,
    e.n,
    'returned',
    coalesce(asked.at, (e.said ->> 'decidedAt')::timestamptz)
  from event e
  left join asked on asked.order_id = (e.said ->> 'workOrderId')::uuid
  where e.what = 'return-decided'
    and (e.said ->> 'granted')::boolean
  union all
  select case_id, (said ->> 'workOrderId')::uuid, n, 'recalled', (said ->> 'recalledAt')::timestamptz
  from event
  where what = 'work-order-recalled'
  union all
  select case_id, (said ->> 'workOrderId')::uuid, n, 'fell away', (said ->> 'cancelledAt')::timestamptz
  from event
  where what = 'deadline-cancelled'
    and said ->> 'kind' = 'REPLY'
    and said ->> 'reason' <> 'REPLACED'
    and said ->> 'workOrderId' is not null),
-- what was told before no longer counts once the citizen denies it, or the reply was corrected
denied as (
  select (said ->> 'workOrderId')::uuid as order_id, max(n) as n
  from event
  where what = 'callback-completed'
    and said ->> 'outcome' = 'ANSWERED'
    and (said ->> 'informed')::boolean = false
    or what = 'reply-corrected'
  group by 1),
informed as (
  select distinct on (order_id)
    (e.said ->> 'workOrderId')::uuid as order_id, e.said ->> 'by' as by
  from event e
  left join denied on denied.order_id = (e.said ->> 'workOrderId')::uuid
  where (e.what = 'citizen-informed' and (e.said ->> 'reached')::boolean
      or e.what = 'callback-completed' and e.said ->> 'outcome' = 'ANSWERED' and (e.said ->> 'informed')::boolean)
    and e.said ->> 'workOrderId' is not null
    and e.n > coalesce(denied.n, 0)
  order by order_id, e.n),
revoked as (
  select said ->> 'urgeId' as urge_id
  from event
  where what = 'unit-urge-revoked'),
life as (
  select
    d.order_id,
    d.case_id,
    (d.said ->> 'round')::integer as round,
    d.said ->> 'cause' as cause,
    d.said ->> 'leadUnit' as lead_unit,
    (d.said ->> 'dispatchedAt')::timestamptz as dispatched_at,
    s.at as signed_at,
    sign_limit.at as sign_due_at,
    reply_limit.at as due_at,
    r.unit as answering_unit,
    r.at as replied_at,
    gone.how as left_how,
    gone.at as left_at,
    asked.at is not null as return_asked,
    exists (
      select
      from event e
      where e.what = 'return-decided'
        and e.said ->> 'workOrderId' = d.order_id::text
        and not (e.said ->> 'granted')::boolean) as return_refused,
    exists (
      select
      from event e
      where e.what = 'extension-decided'
        and e.said ->> 'workOrderId' = d.order_id::text
        and (e.said ->> 'granted')::boolean) as extended,
    exists (
      select
      from event e
      where e.what = 'supervision-opened'
        and e.said ->> 'workOrderId' = d.order_id::text) as supervised,
    exists (
      select
      from event e
      where e.what = 'unit-urged'
        and e.said ->> 'workOrderId' = d.order_id::text
        and e.said ->> 'unit' = d.said ->> 'leadUnit'
        and e.said ->> 'urgeId' not in (select urge_id from revoked)) as urged,
    exists (
      select
      from event e
      where e.what = 'rework-ordered'
        and e.said ->> 'workOrderId' = d.order_id::text) as sent_back,
    i.order_id is not null as informed,
    i.by as informed_by
  from dispatched d
  left join reply r on r.order_id = d.order_id
  left join signature s on s.order_id = d.order_id
  left join limits sign_limit on sign_limit.order_id = d.order_id and sign_limit.kind = 'SIGN'
  left join limits reply_limit on reply_limit.order_id = d.order_id and reply_limit.kind = 'REPLY'
  left join asked on asked.order_id = d.order_id
  left join informed i on i.order_id = d.order_id
  left join lateral (
    select how, at
    from away
    where away.case_id = d.case_id
      and (away.order_id is null or away.order_id = d.order_id)
      and away.n > d.n
      and away.n < coalesce(r.n, away.n + 1)
    order by away.n
    limit 1) gone on true)
select
  life.order_id,
  life.case_id,
  life.round,
  life.cause,
  -- a case merged into another is answered by the unit of that one
  case when left_how = 'merged' and replied_at is not null then answering_unit else lead_unit end as unit,
  life.dispatched_at,
  life.signed_at,
  life.sign_due_at,
  life.due_at,
  case when left_how is null or left_how = 'merged' then replied_at end as finished_at,
  life.left_how,
  life.left_at,
  (left_how is null or left_how not in ('returned', 'recalled')) as kept,
  due_at is not null and (left_at is null or left_at > due_at) as is_due,
  life.return_asked,
  life.return_refused,
  life.extended,
  life.supervised,
  life.urged,
  life.sent_back,
  life.informed,
  life.informed_by,
  c.registered_at,
  coalesce(c.to_be_informed, true) as to_be_informed
from life
left join cases c on c.case_id = life.case_id;

create unique index on orders (order_id);

analyze orders;

-- Days of the office with how many working days there were up to and including them.
create temp table office_day as
with calendar as (
  select distinct on (key) payload::jsonb as said
  from office_copy
  where type = 'org.hotline12345.office.calendar-changed.v1'
  order by key, valid_from desc),
exception as (
  select (day ->> 'date')::date as day, (day ->> 'workday')::boolean as works
  from calendar
  cross join lateral jsonb_array_elements(said -> 'days') as told (day)),
spanned as (
  select
    min(least(registered_at, dispatched_at)) as first,
    max(finished_at) as last
  from orders)
select
  spanned_day::date as day,
  sum(case when coalesce(exception.works, extract(isodow from spanned_day) < 6) then 1 else 0 end) over (order by spanned_day) as ordinal
from spanned
cross join lateral generate_series(
  (first at time zone 'Asia/Shanghai')::date::timestamp,
  (last at time zone 'Asia/Shanghai')::date::timestamp,
  interval '1 day') as spanned_day
left join exception on exception.day = spanned_day::date;

-- What citizens said when they were asked.
create temp table answers as
with completed as (
  select
    e.case_id,
    e.n,
    (e.said ->> 'callbackId')::uuid as callback_id,
    coalesce(
      e.said ->> 'unit',
      (select coalesce(b.said ->> 'leadUnit', b.said ->> 'unit')
       from event b
       where b.case_id = e.case_id
         and b.n < e.n
         and (b.what = 'dispatched' or b.what = 'answered-directly' and b.said ->> 'unit' is not null)
       order by b.n desc
       limit 1)) as unit,
    e.said ->> 'instrument' as instrument,
    e.said ->> 'outcome' as outcome,
    e.said ->> 'satisfaction' as grade,
    (e.said ->> 'resolved')::boolean as solved,
    (e.said ->> 'completedAt')::timestamptz as at
  from event e
  where e.what = 'callback-completed')
select
  completed.*,
  -- of several words to one callback the last answer stands, else the last silence; a social survey stands apart
  row_number() over (
    partition by callback_id, instrument = 'SOCIAL_SURVEY'
    order by outcome = 'ANSWERED' desc, n desc) = 1 as stands,
  row_number() over (
    partition by callback_id, instrument
    order by outcome = 'ANSWERED' desc, n desc) = 1 as stands_of_its_instrument,
  outcome = 'ANSWERED' and grade is not null as graded,
  outcome = 'ANSWERED' and grade in ('VERY_SATISFIED', 'SATISFIED', 'BASICALLY_SATISFIED') as content
from completed;

-- What co-handling units were asked.
create temp table opinions as
with asked as (
  select distinct on (opinion_id)
    (said ->> 'coHandlingId')::uuid as opinion_id,
    (said ->> 'workOrderId')::uuid as order_id,
    said ->> 'coUnit' as unit,
    (said ->> 'requestedAt')::timestamptz as asked_at
  from event
  where what = 'co-handling-requested'
  order by opinion_id, n desc),
due as (
  select distinct on (opinion_id)
    (said ->> 'deadlineId')::uuid as opinion_id, (said ->> 'dueAt')::timestamptz as at
  from event
  where what = 'deadline-set'
    and said ->> 'kind' = 'CO_HANDLING'
  order by opinion_id, n desc),
answer as (
  select distinct on (opinion_id)
    (said ->> 'coHandlingId')::uuid as opinion_id, (said ->> 'answeredAt')::timestamptz as at
  from event
  where what = 'co-handling-answered'
  order by opinion_id, n desc)
select
  asked.opinion_id,
  asked.unit,
  asked.asked_at,
  due.at as due_at,
  answer.at as answered_at,
  -- the lead answered, or lost the round, while the opinion was still owed
  case
    when answer.at is null or answer.at > coalesce(o.left_at, o.finished_at) then coalesce(o.left_at, o.finished_at)
  end as fell_away_at
from asked
left join due using (opinion_id)
left join answer using (opinion_id)
left join orders o on o.order_id = asked.order_id;

-- The months in which anything belongs to a period.
create temp table months as
select distinct
  to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
  date_trunc('month', at at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as from_at,
  (date_trunc('month', at at time zone 'Asia/Shanghai') + interval '1 month') at time zone 'Asia/Shanghai' as to_at
from (
  select registered_at from cases
  union all select settled_at from cases
  union all select dispatched_at from orders
  union all select due_at from orders
  union all select finished_at from orders
  union all select at from answers
  union all select asked_at from opinions
  union all select due_at from opinions) as moment (at)
where at is not null;

-- and the month after each, in which what was left stands
insert into months
select distinct to_char(to_at at time zone 'Asia/Shanghai', 'YYYY-MM'), to_at, (to_at at time zone 'Asia/Shanghai' + interval '1 month') at time zone 'Asia/Shanghai'
from months
where to_at not in (select from_at from months);
