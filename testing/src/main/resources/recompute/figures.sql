-- One statement a count of docs/assessment.md, by its words there: whose it is, the moment that puts it into a period, and how much
-- it is where that is not one. Rates stand in rates.txt.

-- received: cases registered in the period
select unit, registered_at as at from cases

-- notAccepted: of them refused by the rules and told the right way
select unit, registered_at as at from cases where outcome = 'NOT_ACCEPTED'

-- accepted: answered on the spot, dispatched or merged
select unit, registered_at as at from cases
where outcome = 'ANSWERED' or outcome <> 'NOT_ACCEPTED' and (dispatched_at is not null or merged_at is not null)

-- answeredDirectly
select unit, registered_at as at from cases where outcome = 'ANSWERED'

-- carriedOver: registered before the period and not settled when it began
select unit, from_at as at from cases join months on registered_at < from_at and (settled_at is null or settled_at >= from_at)

-- settledDirectly: first settled in the period, by an answer on the spot
select unit, settled_at as at from cases where settled_how = 'ANSWERED'

-- settledByDispatch
select unit, settled_at as at from cases where settled_how = 'DISPATCHED'

-- settledOtherwise: not accepted, or withdrawn or merged before
select unit, settled_at as at from cases where settled_how = 'OTHERWISE'

-- carriedForward: registered before the end of the period and not settled then
select unit, from_at as at from cases join months on registered_at < to_at and (settled_at is null or settled_at >= to_at)

-- withdrawn
select unit, registered_at as at from cases where withdrawn_at is not null

-- withdrawnBeforeAcceptance
select unit, registered_at as at from cases
where withdrawn_at is not null and outcome = 'TO_DISPATCH' and dispatched_at is null and merged_at is null

-- merged
select unit, registered_at as at from cases where merged_at is not null

-- notToContact
select unit, registered_at as at from cases where not contactable or anonymity = 'NO_CONTACT'

-- dispatched: rounds given to a unit, those returned or recalled apart
select unit, dispatched_at as at from orders where kept

-- firstDispatches
select unit, dispatched_at as at from orders where cause = 'FIRST'

-- firstTimeRight
select unit, dispatched_at as at from orders where cause = 'FIRST' and kept

-- endedUnsigned: ended by merge, withdrawal or the like before they were signed
select unit, dispatched_at as at from orders where kept and signed_at is null and left_at is not null

-- signDue: signed, or the time to sign over; not what ended before it, and not what still has time
select unit, dispatched_at as at from orders
where kept and (signed_at is not null or sign_due_at < now() and (left_at is null or left_at > sign_due_at))

-- signed
select unit, dispatched_at as at from orders where kept and signed_at is not null

-- signedOnTime: without a time to sign there is none to miss
select unit, dispatched_at as at from orders where kept and signed_at <= coalesce(sign_due_at, signed_at)

-- returned
select unit, dispatched_at as at from orders where return_asked

-- returnsGranted
select unit, dispatched_at as at from orders where left_how = 'returned'

-- returnsRefused
select unit, dispatched_at as at from orders where return_refused

-- recalled
select unit, dispatched_at as at from orders where left_how = 'recalled'

-- coHandlingAsked
select unit, asked_at as at from opinions

-- coHandlingDue: not what fell away before
select unit, due_at as at from opinions where fell_away_at is null or fell_away_at > due_at

-- coHandlingOnTime
select unit, due_at as at from opinions where (fell_away_at is null or fell_away_at > due_at) and answered_at <= due_at

-- reworked
select unit, dispatched_at as at from orders where kept and cause = 'REWORK'

-- extended
select unit, dispatched_at as at from orders where kept and extended

-- urged
select unit, dispatched_at as at from orders where kept and urged

-- supervised
select unit, dispatched_at as at from orders where kept and supervised

-- due: by the deadline of the reply; not what was returned, recalled, merged or withdrawn before
select unit, due_at as at from orders where is_due

-- finished
select unit, due_at as at from orders where is_due and finished_at is not null

-- finishedOnTime
select unit, due_at as at from orders where is_due and finished_at <= due_at

-- overdue: late, or past the deadline and not finished
select unit, due_at as at from orders where is_due and coalesce(finished_at, now()) > due_at

-- notYetDue
select unit, due_at as at from orders where is_due and finished_at is null and due_at >= now()

-- inTimeSoFar
select unit, due_at as at from orders where is_due and (finished_at <= due_at or finished_at is null and due_at >= now())

-- openNow: whatever the period
select unit, from_at as at from orders cross join months where finished_at is null and left_at is null

-- overdueNow
select unit, from_at as at from orders cross join months where finished_at is null and left_at is null and due_at < now()

-- completed: by the first reply
select unit, finished_at as at from orders where finished_at is not null

-- firstRounds
select unit, finished_at as at from orders where round = 1

-- finishedAtFirstRound
select unit, finished_at as at from orders where round = 1 and not sent_back

-- toBeInformed: rounds finished in the period, and answers on the spot by registration
select unit, finished_at as at from orders where to_be_informed
union all
select unit, registered_at from cases where outcome = 'ANSWERED'

-- informed: an answer on the spot is told
select unit, finished_at as at from orders where to_be_informed and informed
union all
select unit, registered_at from cases where outcome = 'ANSWERED'

-- informedByRobot
select unit, finished_at as at from orders where to_be_informed and informed_by = 'ROBOT'

-- informedByUnit
select unit, finished_at as at from orders where to_be_informed and informed_by = 'UNIT_CALL'

-- notInformed
select unit, finished_at as at from orders where to_be_informed and not informed

-- workingDays: after the day of receipt, which is that of registration or of a rework's dispatch, up to the day of the reply
select unit, finished_at as at, reply.ordinal - receipt.ordinal as amount
from orders
join office_day receipt on receipt.day = (case when round > 1 then dispatched_at else registered_at end at time zone 'Asia/Shanghai')::date
join office_day reply on reply.day = (finished_at at time zone 'Asia/Shanghai')::date

-- workingDaysOf
select unit, finished_at as at from orders where case when round > 1 then dispatched_at else registered_at end is not null

-- calledBack
select unit, at from answers where instrument <> 'SOCIAL_SURVEY' and stands and outcome in ('ANSWERED', 'NO_ANSWER')

-- reached
select unit, at from answers where instrument <> 'SOCIAL_SURVEY' and stands and outcome = 'ANSWERED'

-- answered
select unit, at from answers where instrument <> 'SOCIAL_SURVEY' and stands and graded

-- satisfied
select unit, at from answers where instrument <> 'SOCIAL_SURVEY' and stands and content

-- answeredAutomatic
select unit, at from answers where instrument = 'AUTOMATIC' and stands_of_its_instrument and graded

-- satisfiedAutomatic
select unit, at from answers where instrument = 'AUTOMATIC' and stands_of_its_instrument and content

-- answeredAgent
select unit, at from answers where instrument = 'AGENT' and stands_of_its_instrument and graded

-- satisfiedAgent
select unit, at from answers where instrument = 'AGENT' and stands_of_its_instrument and content

-- answeredSocial
select unit, at from answers where instrument = 'SOCIAL_SURVEY' and stands_of_its_instrument and graded

-- satisfiedSocial
select unit, at from answers where instrument = 'SOCIAL_SURVEY' and stands_of_its_instrument and content

-- answeredSolved
select unit, at from answers where instrument <> 'SOCIAL_SURVEY' and stands and outcome = 'ANSWERED' and solved is not null

-- solved
select unit, at from answers where instrument <> 'SOCIAL_SURVEY' and stands and outcome = 'ANSWERED' and solved
