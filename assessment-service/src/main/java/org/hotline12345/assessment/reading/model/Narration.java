package org.hotline12345.assessment.reading.model;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.language.TextBundle;
import org.hotline12345.chassis.time.ShanghaiTime;
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
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.ExtensionRequested;
import org.hotline12345.events.InstructionGiven;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionClosed;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SupervisionRaised;
import org.hotline12345.events.TriageQuestionAnswered;
import org.hotline12345.events.TriageQuestionAsked;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderSigned;

/** The words for what happened to a case; what only moves clocks is left out. */
final class Narration {
    private static final TextBundle WORDS = TextBundle.of("reading/words");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Map<Class<?>, Function<CaseEvent, Step>> RULES = new HashMap<>();

    static {
        on(CaseRegistered.class, e -> new Step(e.registeredAt(), words("registered"), null, null));
        on(CaseAnsweredDirectly.class, e -> new Step(e.answeredAt(), words("answered"), e.unit(), e.text()));
        on(
                CaseNotAccepted.class,
                e -> new Step(e.decidedAt(), words("notAccepted", of("refusal", e.reason())), null, e.told()));
        on(CaseSupplemented.class, e -> new Step(e.supplementedAt(), words("supplemented"), null, e.text()));
        on(CaseCorrected.class, e -> new Step(e.correctedAt(), words("corrected", facts(e)), null, e.reason()));
        on(CitizenUrged.class, e -> new Step(e.urgedAt(), words("citizenUrged", e.urgeNumber()), null, e.text()));
        on(CaseWithdrawn.class, e -> new Step(e.withdrawnAt(), words("withdrawn"), null, e.reason()));
        on(CaseSentToTriage.class, e -> new Step(e.sentAt(), words("triage"), null, e.reason()));
        on(TriageQuestionAsked.class, e -> new Step(e.askedAt(), words("askedBack"), null, e.question()));
        on(
                TriageQuestionAnswered.class,
                e -> new Step(
                        e.answeredAt(), words(e.learnt() ? "askedBackLearnt" : "askedBackUnknown"), null, e.answer()));
        on(
                CaseDispatched.class,
                e -> new Step(e.dispatchedAt(), words("dispatched", e.round()), e.leadUnit(), e.reason()));
        on(WorkOrderSigned.class, e -> new Step(e.signedAt(), words("signed"), e.unit(), null));
        on(InstructionGiven.class, e -> new Step(e.givenAt(), words("instructed"), e.unit(), e.text()));
        on(WorkOrderHandedDown.class, e -> new Step(e.handedAt(), words("handedDown"), e.toUnit(), e.note()));
        on(ReturnRequested.class, e -> new Step(e.requestedAt(), words("returnAsked"), e.unit(), e.reason()));
        on(
                ReturnDecided.class,
                e -> new Step(
                        e.decidedAt(), words(e.granted() ? "returnGranted" : "returnRefused"), e.unit(), e.note()));
        on(WorkOrderRecalled.class, e -> new Step(e.recalledAt(), words("recalled"), e.unit(), e.reason()));
        on(
                ExtensionRequested.class,
                e -> new Step(e.requestedAt(), words("extensionAsked", e.workingDays()), e.unit(), e.reason()));
        on(
                ExtensionDecided.class,
                e -> new Step(
                        e.decidedAt(),
                        e.granted() ? words("extensionGranted", e.workingDays()) : words("extensionRefused"),
                        e.unit(),
                        e.note()));
        on(CoHandlingRequested.class, e -> new Step(e.requestedAt(), words("opinionAsked"), e.coUnit(), e.question()));
        on(CoHandlingAnswered.class, e -> new Step(e.answeredAt(), words("opinionGiven"), e.coUnit(), e.text()));
        on(
                ReplyIssued.class,
                e -> new Step(e.issuedAt(), words("replied", of("disposition", e.disposition())), e.unit(), e.text()));
        on(
                ReplyCorrected.class,
                e -> new Step(
                        e.correctedAt(),
                        words("replyCorrected", of("disposition", e.disposition()), e.reason()),
                        e.unit(),
                        e.text()));
        on(CaseMerged.class, e -> new Step(e.mergedAt(), words("merged"), null, null));
        on(CaseUnmerged.class, e -> new Step(e.unmergedAt(), words("unmerged"), null, null));
        on(DeadlineSet.class, Narration::due);
        on(DeadlineMissed.class, Narration::missed);
        on(UnitUrged.class, e -> new Step(e.urgedAt(), words("urged"), e.unit(), e.note()));
        on(SupervisionOpened.class, e -> new Step(e.openedAt(), words("supervised"), e.unit(), e.order()));
        on(SupervisionRaised.class, e -> new Step(e.raisedAt(), words("supervisionRaised"), e.unit(), e.note()));
        on(SupervisionClosed.class, e -> new Step(e.closedAt(), words("supervisionClosed"), e.unit(), e.finding()));
        on(
                CitizenInformed.class,
                e -> new Step(
                        e.informedAt(),
                        words(e.reached() ? "informed" : "notReached", of("notice", e.by())),
                        e.unit(),
                        null));
        on(CallbackCompleted.class, Narration::calledBack);
        on(
                ReworkOrdered.class,
                e -> new Step(e.orderedAt(), words("rework", of("cause", e.cause())), e.unit(), e.reason()));
        on(CaseClosed.class, e -> new Step(e.closedAt(), words("closed", of("closed", e.reason())), null, null));
    }

    private Narration() {}

    /** What an event says; empty where it says nothing about the case that evaluation needs. */
    static Optional<Step> of(CaseEvent event) {
        return Optional.ofNullable(RULES.get(event.getClass())).map(rule -> rule.apply(event));
    }

    private static <E extends CaseEvent> void on(Class<E> type, Function<E, Step> rule) {
        RULES.put(type, event -> rule.apply(type.cast(event)));
    }

    private static Step due(DeadlineSet e) {
        return e.kind() != DeadlineKind.REPLY
                ? null
                : new Step(
                        e.setAt(),
                        words(e.previousDueAt() == null ? "due" : "dueMoved", moment(e.dueAt())),
                        e.unit(),
                        e.movedBecause());
    }

    private static Step missed(DeadlineMissed e) {
        return e.kind() != DeadlineKind.REPLY && e.kind() != DeadlineKind.SIGN
                ? null
                : new Step(e.doneAt() == null ? e.dueAt() : e.doneAt(), words("missed." + e.kind()), e.unit(), null);
    }

    private static Step calledBack(CallbackCompleted e) {
        Text what = e.outcome() != CallbackOutcome.ANSWERED || e.satisfaction() == null
                ? words("calledBack." + e.outcome())
                : words("calledBack.graded", of("satisfaction", e.satisfaction()));
        return new Step(e.completedAt(), what, e.unit(), e.reason());
    }

    private static Text facts(CaseCorrected e) {
        var all = e.corrections().stream().map(each -> of("fact", each.fact())).toList();
        return new Text(
                all.stream().map(Text::zh).collect(Collectors.joining("、")),
                all.stream().map(Text::en).collect(Collectors.joining(", ")));
    }

    private static Text of(String group, Enum<?> constant) {
        return WORDS.get(group + "." + constant.name());
    }

    private static Text words(String key, Object... gaps) {
        return WORDS.get(key).fill(gaps);
    }

    private static String moment(Instant at) {
        return MOMENT.format(ZonedDateTime.ofInstant(at, ShanghaiTime.ZONE));
    }
}
