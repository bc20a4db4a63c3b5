package org.hotline12345.assessment.fact.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.events.AppealDecided;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ProblemPatternSet;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CourseEnd;

/**
 * The facts of one case while a batch of its events is folded into them. Feed it the events of the case in stream order; it
 * needs no database and no clock, so the same events always give the same facts.
 *
 * <p>The events of a case come from one partition in order, so an event at or below the latest position of its facts is a repeat and
 * changes nothing. Each fact has the position of the last event it rests on; an event that changes no fact leaves no trace, so
 * that only facts that change need be written. Which event counts is said by the course of the case; it stands with each fact as it
 * was after that event, so that a signature or a reply need not write the facts of the case, and the latest of them holds. An event
 * about a work order not seen before opens its facts.
 */
public final class CaseLife {
    private final CaseFact fact;
    private final Map<UUID, RoundFact> rounds = new LinkedHashMap<>();
    private final Set<UUID> touched = new LinkedHashSet<>();
    private final List<SurveyFact> surveys = new ArrayList<>();
    private final List<LaterWord> laterWords = new ArrayList<>();
    private final Map<UUID, CoHandlingFact> coHandling = new LinkedHashMap<>();
    private final List<AppealFact> appeals = new ArrayList<>();
    /** Work orders that the event being applied is about. */
    private final Set<UUID> concerned = new LinkedHashSet<>();

    private boolean known;
    private boolean caseChanged;
    private long position;
    private CaseCourse course;

    /** A case of which nothing is known yet. */
    public CaseLife(UUID caseId) {
        this.fact = new CaseFact(caseId);
        this.position = fact.position;
        this.course = fact.course;
    }

    /** A case with the facts stored for it. */
    public CaseLife(CaseFact fact, Collection<RoundFact> rounds) {
        this.fact = fact;
        this.known = true;
        this.position = fact.position;
        this.course = fact.course;
        long latest = fact.position;
        for (RoundFact round : rounds) {
            this.rounds.put(round.workOrderId, round);
            this.position = Math.max(this.position, round.position);
            if (round.course != null && round.position > latest) {
                latest = round.position;
                this.course = round.course;
            }
        }
    }

    public CaseFact fact() {
        return fact;
    }

    /** The facts of its work orders. */
    public Collection<RoundFact> rounds() {
        return Collections.unmodifiableCollection(rounds.values());
    }

    /** The work orders that were changed since this life was loaded. */
    public List<RoundFact> changedRounds() {
        return touched.stream().map(rounds::get).toList();
    }

    /** The callbacks completed since this life was loaded, in order. */
    public List<SurveyFact> newSurveys() {
        return Collections.unmodifiableList(surveys);
    }

    /** What happened to questions to co-handling units since this life was loaded. */
    public Collection<CoHandlingFact> changedCoHandling() {
        return Collections.unmodifiableCollection(coHandling.values());
    }

    /** Objections to scores decided since this life was loaded. */
    public List<AppealFact> newAppeals() {
        return Collections.unmodifiableList(appeals);
    }

    /** The same as words that may take the place of earlier ones. */
    public List<LaterWord> laterWords() {
        return Collections.unmodifiableList(laterWords);
    }

    /** Whether the facts of the case itself changed since this life was loaded. */
    public boolean caseChanged() {
        return caseChanged;
    }

    /**
     * Applies the next event of the case.
     *
     * @param position Offset of the event in its partition.
     * @param imported Whether it was moved in from an older system.
     * @return false for a repeat.
     */
    public boolean apply(long position, UUID eventId, boolean imported, CaseEvent event) {
        if (position <= this.position) {
            return false;
        }
        this.position = position;
        var before = fact.said();
        concerned.clear();
        boolean counts = counts(event);
        CaseCourse earlier = course;
        course = course.after(event);
        if (counts) {
            take(event, eventId, imported);
        }
        concerned.forEach(order -> rounds.get(order).restsOn(position, course));
        touched.addAll(concerned);
        boolean ofNoRound = concerned.isEmpty() && (besideRounds(event) || !course.equals(earlier));
        if (!known || !fact.said().equals(before) || ofNoRound) {
            fact.position = position;
            fact.course = course;
            caseChanged = true;
        }
        known = true;
        return true;
    }

    /**
     * Whether the event has an effect where it finds the case. An answer on the spot is told twice: by the registration, which
     * ends the case, and by its own event, which says more about it.
     */
    private boolean counts(CaseEvent event) {
        return course.admits(event)
                || event instanceof CaseAnsweredDirectly && course.end() == CourseEnd.ANSWERED
                || event instanceof CaseRegistered;
    }

    /** Whether the event gives facts that have no position of their own. */
    private static boolean besideRounds(CaseEvent event) {
        return event instanceof CallbackCompleted
                || event instanceof AppealDecided
                || event instanceof CoHandlingRequested
                || event instanceof CoHandlingAnswered
                || event instanceof DeadlineSet e && e.kind() == DeadlineKind.CO_HANDLING
                || event instanceof DeadlineCancelled c && c.kind() == DeadlineKind.CO_HANDLING;
    }

    private void take(CaseEvent event, UUID eventId, boolean imported) {
        if (event instanceof CaseRegistered e) {
            registered(e, imported);
        } else if (event instanceof CaseAnsweredDirectly e) {
            decided(IntakeOutcome.ANSWERED, e.answeredAt());
            fact.unit = e.unit() == null ? fact.unit : e.unit();
        } else if (event instanceof CaseNotAccepted e) {
            decided(IntakeOutcome.NOT_ACCEPTED, e.decidedAt());
        } else if (event instanceof CaseWithdrawn e) {
            fact.withdrawnAt = e.withdrawnAt();
            endOpenRounds(RoundEnd.WITHDRAWN, e.withdrawnAt());
        } else if (event instanceof CaseWentLive) {
            fact.imported = false;
        } else if (event instanceof CaseCorrected e) {
            corrected(e);
        } else if (event instanceof CitizenUrged e) {
            fact.citizenUrges = Math.max(fact.citizenUrges, e.urgeNumber());
        } else if (event instanceof CaseMerged e) {
            fact.mergedAt = e.mergedAt();
            fact.mergedInto = e.leadCaseId();
            endOpenRounds(RoundEnd.MERGED, e.mergedAt());
        } else if (event instanceof CaseUnmerged) {
            fact.mergedAt = null;
            fact.mergedInto = null;
        } else if (event instanceof ProblemPatternSet e) {
            fact.pattern = e.pattern();
        } else if (event instanceof CaseClosed e) {
            fact.closedAt = e.closedAt();
            fact.closeReason = e.reason();
        } else if (event instanceof CallbackCompleted e) {
            calledBack(e, eventId);
        } else if (event instanceof AppealDecided e) {
            appeals.add(new AppealFact(
                    e.appealId(),
                    e.caseId(),
                    e.unit(),
                    e.period(),
                    e.ruleSet(),
                    e.item(),
                    e.granted(),
                    e.reassignedTo(),
                    e.decidedAt()));
        } else {
            applyToRound(event);
        }
    }

    private void applyToRound(CaseEvent event) {
        if (event instanceof CaseDispatched e) {
            dispatched(e);
        } else if (event instanceof WorkOrderSigned e) {
            var round = round(e.workOrderId(), 0, e.unit());
            round.signedAt = earlier(round.signedAt, e.signedAt());
        } else if (event instanceof ReturnRequested e) {
            round(e.workOrderId(), 0, e.unit()).returnRequestedAt = e.requestedAt();
        } else if (event instanceof ReturnDecided e) {
            var round = round(e.workOrderId(), 0, e.unit());
            if (e.granted()) {
                var asked = round.returnRequestedAt;
                round.endBy(RoundEnd.RETURNED, asked == null ? e.decidedAt() : asked);
            } else {
                round.returnsRefused++;
            }
        } else if (event instanceof WorkOrderRecalled e) {
            round(e.workOrderId(), 0, e.unit()).endBy(RoundEnd.RECALLED, e.recalledAt());
        } else if (event instanceof ExtensionDecided e) {
            var round = round(e.workOrderId(), 0, e.unit());
            round.extended |= e.granted();
        } else if (event instanceof CoHandlingRequested e) {
            opinionAsked(e);
        } else if (event instanceof CoHandlingAnswered e) {
            coHandling(e.coHandlingId()).answeredAt = e.answeredAt();
        } else if (event instanceof DeadlineSet e) {
            deadline(e);
        } else if (event instanceof DeadlineCancelled e) {
            cancelled(e);
        } else if (event instanceof ReplyIssued e) {
            var round = round(e.workOrderId(), e.round(), e.unit());
            if (round.endKind == RoundEnd.MERGED) {
                answeredWithLead(round, e.unit());
            }
            if (round.endKind == null
                    && (round.finishedAt == null || e.issuedAt().isBefore(round.finishedAt))) {
                round.finishedAt = e.issuedAt();
                round.disposition = e.disposition();
            }
        } else if (event instanceof ReplyCorrected e) {
            corrected(e);
        } else if (event instanceof CitizenInformed e) {
            informed(e);
        } else if (event instanceof ReworkOrdered e) {
            fact.reworks++;
            fact.closedAt = null;
            fact.closeReason = null;
            round(e.workOrderId(), 0, e.unit()).reworkOrdered = true;
        } else if (event instanceof SupervisionOpened e) {
            if (!course.isEnded()) {
                // an objection to a closed case, of which somebody decides
                fact.closedAt = null;
                fact.closeReason = null;
            }
            if (e.workOrderId() != null) {
                round(e.workOrderId(), 0, e.unit()).supervised = true;
            }
        } else if (event instanceof UnitUrged e) {
            var round = round(e.workOrderId(), 0, null);
            round.urges += round.leads(e.unit()) ? 1 : 0;
        } else if (event instanceof UnitUrgeRevoked e) {
            var round = round(e.workOrderId(), 0, null);
            round.urges = Math.max(0, round.urges - (round.leads(e.unit()) ? 1 : 0));
        }
    }

    /**
     * The citizen of a merged case is answered with the lead case: the reply counts for the unit that gave it, and telling the
     * citizen is owed. Its own deadlines ended with the merge, unless they had passed before: a merged order cannot be signed.
     */
    private static void answeredWithLead(RoundFact round, String unit) {
        round.unit = unit;
        if (!round.due()) {
            round.dueAt = null;
        }
        if (!round.toBeSigned()) {
            round.signDueAt = null;
        }
        round.endKind = null;
        round.endedAt = null;
    }

    private void registered(CaseRegistered e, boolean imported) {
        fact.caseNumber = e.caseNumber();
        fact.registeredAt = e.registeredAt();
        fact.imported = imported;
        fact.channel = e.channel();
        fact.type = e.type();
        fact.urgency = e.urgency();
        fact.category = fact.category == null ? e.category() : fact.category;
        fact.area = fact.area == null ? e.area() : fact.area;
        fact.anonymity = e.anonymity();
        fact.contactable = e.contactable();
        if (fact.outcome == null) {
            fact.outcome = e.outcome();
            fact.outcomeAt = e.registeredAt();
        }
        rounds.values().forEach(this::describe);
    }

    /** The case and all its rounds are counted by what it is in truth; what dispatch found and nobody corrected stays. */
    private void corrected(CaseCorrected e) {
        fact.urgency = e.urgency();
        fact.category = e.corrects(CorrectedFact.CATEGORY) ? e.category() : fact.category;
        fact.area = e.corrects(CorrectedFact.AREA) ? e.area() : fact.area;
        fact.categoryCorrection = e.last(CorrectedFact.CATEGORY, fact.categoryCorrection);
        fact.areaCorrection = e.last(CorrectedFact.AREA, fact.areaCorrection);
        fact.anonymity = e.anonymity();
        fact.contactable = e.contactable();
        rounds.values().forEach(this::describe);
    }

    private void decided(IntakeOutcome outcome, Instant at) {
        fact.outcome = outcome;
        fact.outcomeAt = at;
        endOpenRounds(RoundEnd.DECIDED_BY_INTAKE, at);
    }

    private void opinionAsked(CoHandlingRequested e) {
        var asked = coHandling(e.coHandlingId());
        asked.workOrderId = e.workOrderId();
        asked.unit = e.coUnit();
        asked.leadUnit = e.unit();
        asked.channel = fact.channel;
        asked.type = fact.type;
        asked.category = fact.category;
        asked.area = fact.area;
        asked.askedAt = e.requestedAt();
    }

    private CoHandlingFact coHandling(UUID id) {
        return coHandling.computeIfAbsent(id, key -> new CoHandlingFact(key, fact.caseId));
    }

    private void dispatched(CaseDispatched e) {
        fact.dispatchedAt = earlier(fact.dispatchedAt, e.dispatchedAt());
        fact.unit = e.leadUnit();
        fact.category = e.category(fact.category, fact.categoryCorrection);
        fact.area = e.area(fact.area, fact.areaCorrection);
        var round = round(e.workOrderId(), e.round(), e.leadUnit());
        round.cause = e.cause();
        round.dispatchedAt = e.dispatchedAt();
        describe(round);
    }

    private void deadline(DeadlineSet e) {
        if (e.workOrderId() == null) {
            return;
        }
        if (e.kind() == DeadlineKind.SIGN || e.kind() == DeadlineKind.REPLY) {
            var round = round(e.workOrderId(), e.round(), e.unit());
            boolean answeredWithLead = fact.mergedInto != null && round.finishedAt != null;
            if (answeredWithLead) {
                // told late: the clock had stopped with the merge
                return;
            }
            if (e.kind() == DeadlineKind.SIGN) {
                round.signDueAt = e.dueAt();
            } else {
                round.dueAt = e.dueAt();
            }
        } else if (e.kind() == DeadlineKind.CO_HANDLING) {
            coHandling(e.deadlineId()).dueAt = e.dueAt();
        }
    }

    private void cancelled(DeadlineCancelled e) {
        if (e.kind() == DeadlineKind.CO_HANDLING) {
            coHandling(e.deadlineId()).endedAt = e.cancelledAt();
            return;
        }
        if (e.workOrderId() == null || e.kind() != DeadlineKind.REPLY || e.reason() == DeadlineCancelReason.REPLACED) {
            return;
        }
        RoundEnd how = switch (e.reason()) {
            case RETURNED -> RoundEnd.RETURNED;
            case RECALLED -> RoundEnd.RECALLED;
            case MERGED -> RoundEnd.MERGED;
            case WITHDRAWN -> RoundEnd.WITHDRAWN;
            default -> RoundEnd.CLOSED;
        };
        round(e.workOrderId(), 0, e.unit()).endBy(how, e.cancelledAt());
    }

    /**
     * The round was finished by its first reply, in time or not, and stays so; what it came to is what the correction says. The citizen
     * knows the right answer only once somebody tells it again. A changed result opens a closed case.
     */
    private void corrected(ReplyCorrected e) {
        var round = round(e.workOrderId(), e.round(), e.unit());
        if (round.finishedAt != null) {
            round.disposition = e.disposition();
        }
        round.denied = false;
        round.informedAt = null;
        round.informedBy = null;
        if (!course.isEnded()) {
            fact.closedAt = null;
            fact.closeReason = null;
        }
    }

    private void informed(CitizenInformed e) {
        var round = round(e.workOrderId(), e.round(), e.unit());
        if (e.reached() && round.informedAt == null) {
            round.informedAt = e.informedAt();
            round.informedBy = e.by();
        }
    }

    /**
     * The citizen's word outweighs every note: who says "nobody told me" was not informed, whoever noted it, a unit, the robot or a
     * message, until somebody tells again. So follow-up's list of those to be told and the figure agree (已反馈：诉求人否认被告知的不计).
     */
    private void calledBack(CallbackCompleted e, UUID eventId) {
        if (e.workOrderId() != null && e.outcome() == CallbackOutcome.ANSWERED && e.informed() != null) {
            var round = round(e.workOrderId(), e.round(), e.unit());
            if (e.informed()) {
                round.denied = false;
                round.informedAt = round.informedAt == null ? e.completedAt() : round.informedAt;
            } else {
                round.denied = true;
                round.informedAt = null;
                round.informedBy = null;
            }
        }
        var word = LaterWord.of(e, eventId);
        laterWords.add(word);
        surveys.replaceAll(earlier -> word.supersedes(earlier) ? earlier.supersededBy(word.instrument()) : earlier);
        surveys.add(new SurveyFact(
                eventId,
                e.callbackId(),
                e.caseId(),
                e.workOrderId(),
                e.round(),
                e.unit() == null ? fact.unit : e.unit(),
                fact.channel,
                fact.type,
                fact.category,
                fact.area,
                e.instrument(),
                e.outcome(),
                e.informed(),
                e.resolved(),
                e.satisfaction(),
                e.attitude(),
                e.objective(),
                e.completedAt(),
                null));
    }

    private RoundFact round(UUID workOrderId, int number, String unit) {
        concerned.add(workOrderId);
        var round = rounds.computeIfAbsent(workOrderId, id -> {
            var opened = new RoundFact(fact.caseId, id);
            describe(opened);
            return opened;
        });
        if (number > 0) {
            round.round = number;
        }
        round.unit = round.unit == null ? unit : round.unit;
        return round;
    }

    private void describe(RoundFact round) {
        concerned.add(round.workOrderId);
        round.channel = fact.channel;
        round.type = fact.type;
        round.category = fact.category;
        round.area = fact.area;
        round.toBeInformed = fact.toBeInformed();
        round.registeredAt = fact.registeredAt;
    }

    private void endOpenRounds(RoundEnd how, Instant at) {
        for (var round : rounds.values()) {
            if (round.open()) {
                round.endBy(how, at);
                concerned.add(round.workOrderId);
            }
        }
    }

    private static Instant earlier(Instant known, Instant told) {
        return known == null || told.isBefore(known) ? told : known;
    }
}
