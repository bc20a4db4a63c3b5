package org.hotline12345.intake.progress.model;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.ExtensionRequested;
import org.hotline12345.events.InstructionGiven;
import org.hotline12345.events.ProblemPatternSet;
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
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;

/**
 * What of an event goes into the timeline of its case. Intake's own commands have written theirs already. Texts of other
 * services, which are an office's, are masked once more, for they are shown to the citizen.
 */
public final class Narration {
    /** What of the data is free text. */
    private static final Set<String> TEXTS = Set.of("reason", "note", "text", "order", "finding", "question", "answer");

    /** What kind of entry an event makes, null for none, and what it says: names and values in turn. */
    private record Rule<E extends CaseEvent>(Function<E, TimelineKind> kind, Function<E, Object[]> data) {}

    private static final Map<Class<?>, Rule<?>> RULES = new HashMap<>();

    static {
        on(CaseSentToTriage.class, TimelineKind.SENT_TO_TRIAGE, e -> data("reason", e.reason()));
        on(TriageQuestionAsked.class, TimelineKind.ASKED_BACK, e -> data("question", e.question()));
        on(
                TriageQuestionAnswered.class,
                TimelineKind.ASKED_BACK_ANSWERED,
                e -> data("learnt", e.learnt(), "answer", e.answer()));
        on(
                CaseDispatched.class,
                TimelineKind.DISPATCHED,
                e -> data("unit", e.leadUnit(), "round", e.round(), "cause", e.cause(), "reason", e.reason()));
        on(
                ProblemPatternSet.class,
                TimelineKind.PATTERN_SET,
                e -> data("pattern", e.pattern(), "derived", e.derived(), "reason", e.reason()));
        on(WorkOrderSigned.class, TimelineKind.SIGNED, e -> data("unit", e.unit()));
        on(InstructionGiven.class, TimelineKind.INSTRUCTED, e -> data("unit", e.unit(), "text", e.text()));
        on(
                WorkOrderHandedDown.class,
                TimelineKind.HANDED_DOWN,
                e -> data("unit", e.unit(), "toUnit", e.toUnit(), "note", e.note()));
        on(ReturnRequested.class, TimelineKind.RETURN_REQUESTED, e -> data("unit", e.unit(), "reason", e.reason()));
        on(
                ReturnDecided.class,
                TimelineKind.RETURN_DECIDED,
                e -> data("unit", e.unit(), "granted", e.granted(), "note", e.note()));
        on(
                WorkOrderRecalled.class,
                TimelineKind.RECALLED,
                e -> data("unit", e.unit(), "toUnit", e.toUnit(), "reason", e.reason()));
        on(
                ExtensionRequested.class,
                TimelineKind.EXTENSION_REQUESTED,
                e -> data("unit", e.unit(), "days", e.workingDays(), "reason", e.reason()));
        on(
                ExtensionDecided.class,
                TimelineKind.EXTENSION_DECIDED,
                e -> data("unit", e.unit(), "granted", e.granted(), "days", e.workingDays(), "note", e.note()));
        on(
                ReplyIssued.class,
                TimelineKind.REPLIED,
                e -> data("unit", e.unit(), "disposition", e.disposition(), "round", e.round(), "text", e.text()));
        on(
                ReplyCorrected.class,
                TimelineKind.REPLY_CORRECTED,
                e -> data(
                        "unit",
                        e.unit(),
                        "disposition",
                        e.disposition(),
                        "round",
                        e.round(),
                        "text",
                        e.text(),
                        "reason",
                        e.reason()));
        on(CaseMerged.class, TimelineKind.MERGED, e -> data("leadCaseId", e.leadCaseId()));
        on(CaseUnmerged.class, TimelineKind.UNMERGED, e -> data("leadCaseId", e.leadCaseId()));
        on(
                DeadlineMarked.class,
                TimelineKind.MARKED,
                e -> data("unit", e.unit(), "deadline", e.kind(), "mark", e.mark()));
        on(
                DeadlineMarkRevoked.class,
                TimelineKind.MARK_REVOKED,
                e -> data("unit", e.unit(), "deadline", e.kind(), "mark", e.mark()));
        on(
                UnitUrged.class,
                TimelineKind.UNIT_URGED,
                e -> data("unit", e.unit(), "origin", e.origin(), "note", e.note()));
        on(
                SupervisionOpened.class,
                TimelineKind.SUPERVISION_OPENED,
                e -> data("unit", e.unit(), "level", e.level(), "order", e.order()));
        on(
                SupervisionRaised.class,
                TimelineKind.SUPERVISION_RAISED,
                e -> data("unit", e.unit(), "level", e.level(), "note", e.note()));
        on(
                SupervisionClosed.class,
                TimelineKind.SUPERVISION_CLOSED,
                e -> data("unit", e.unit(), "finding", e.finding()));
        on(CitizenInformed.class, TimelineKind.INFORMED, e -> data("by", e.by(), "reached", e.reached()));
        on(
                CallbackCompleted.class,
                TimelineKind.CALLED_BACK,
                e -> data("outcome", e.outcome(), "satisfaction", e.satisfaction(), "instrument", e.instrument()));
        on(
                ReworkOrdered.class,
                TimelineKind.REWORK_ORDERED,
                e -> data("unit", e.unit(), "cause", e.cause(), "reason", e.reason()));
        on(CaseClosed.class, TimelineKind.CLOSED, e -> data("reason", e.reason()));
        RULES.put(
                DeadlineSet.class,
                new Rule<DeadlineSet>(
                        Narration::moved,
                        e -> data("unit", e.unit(), "dueAt", moment(e.dueAt()), "reason", e.movedBecause())));
    }

    private Narration() {}

    private static <E extends CaseEvent> void on(Class<E> type, TimelineKind kind, Function<E, Object[]> data) {
        RULES.put(type, new Rule<>(event -> kind, data));
    }

    private static String moment(Instant instant) {
        ZonedDateTime at = instant.atZone(ShanghaiTime.ZONE);
        return at.toLocalDate() + " " + ShanghaiTime.clock(at.toLocalTime());
    }

    private static Object[] data(Object... namesAndValues) {
        return namesAndValues;
    }

    private static TimelineKind moved(DeadlineSet event) {
        if (event.kind() != DeadlineKind.REPLY || event.previousDueAt() == null) {
            return null;
        }
        return event.moveCause() == DeadlineMoveCause.EXTENSION ? TimelineKind.EXTENDED : TimelineKind.DEADLINE_MOVED;
    }

    /**
     * The entry of an event; empty when it says nothing that agents or citizens need.
     *
     * @param masked What becomes of a text.
     */
    public static Optional<TimelineEntry> of(
            UUID eventId, Instant at, String actor, CaseEvent event, UnaryOperator<String> masked) {
        @SuppressWarnings("unchecked")
        var rule = (Rule<CaseEvent>) RULES.get(event.getClass());
        TimelineKind kind = rule == null ? null : rule.kind().apply(event);
        if (kind == null) {
            return Optional.empty();
        }
        Object[] said = rule.data().apply(event);
        var data = new HashMap<String, String>();
        for (int i = 0; i < said.length; i += 2) {
            if (said[i + 1] != null) {
                String name = (String) said[i];
                String value = said[i + 1] instanceof Enum<?> constant ? constant.name() : said[i + 1].toString();
                data.put(name, TEXTS.contains(name) ? masked.apply(value) : value);
            }
        }
        return Optional.of(new TimelineEntry(event.caseId(), at, eventId, kind, actor, data));
    }
}
