package org.hotline12345.intake.progress.model;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
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
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionClosed;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SupervisionRaised;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.intake.timeline.model.TimelineEntry;
import org.hotline12345.intake.timeline.model.TimelineKind;

/**
 * What of an event goes into the timeline of its case. Intake's own commands have written theirs already. Texts of other
 * services are masked once more, for they are shown to the citizen.
 */
public final class Narration {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** What kind of entry an event makes, null for none, and what it says. */
    private record Rule<E extends CaseEvent>(Function<E, TimelineKind> kind, BiConsumer<E, Said> data) {
        Optional<TimelineEntry> entry(
                UUID eventId, Instant at, String actor, CaseEvent event, UnaryOperator<String> masked) {
            @SuppressWarnings("unchecked")
            E own = (E) event;
            return Optional.ofNullable(kind.apply(own)).map(it -> {
                var said = new Said(masked);
                data.accept(own, said);
                return new TimelineEntry(event.caseId(), at, eventId, it, actor, said.data);
            });
        }
    }

    private static final Map<Class<?>, Rule<?>> RULES = new HashMap<>();

    static {
        on(CaseSentToTriage.class, TimelineKind.SENT_TO_TRIAGE, (e, said) -> said.text("reason", e.reason()));
        on(
                CaseDispatched.class,
                TimelineKind.DISPATCHED,
                (e, said) -> said.code("unit", e.leadUnit())
                        .code("round", e.round())
                        .code("cause", e.cause())
                        .text("reason", e.reason()));
        on(
                ProblemPatternSet.class,
                TimelineKind.PATTERN_SET,
                (e, said) -> said.code("pattern", e.pattern())
                        .code("derived", e.derived())
                        .text("reason", e.reason()));
        on(WorkOrderSigned.class, TimelineKind.SIGNED, (e, said) -> said.code("unit", e.unit()));
        on(
                InstructionGiven.class,
                TimelineKind.INSTRUCTED,
                (e, said) -> said.code("unit", e.unit()).text("text", e.text()));
        on(
                WorkOrderHandedDown.class,
                TimelineKind.HANDED_DOWN,
                (e, said) ->
                        said.code("unit", e.unit()).code("toUnit", e.toUnit()).text("note", e.note()));
        on(
                ReturnRequested.class,
                TimelineKind.RETURN_REQUESTED,
                (e, said) -> said.code("unit", e.unit()).text("reason", e.reason()));
        on(
                ReturnDecided.class,
                TimelineKind.RETURN_DECIDED,
                (e, said) ->
                        said.code("unit", e.unit()).code("granted", e.granted()).text("note", e.note()));
        on(
                ExtensionRequested.class,
                TimelineKind.EXTENSION_REQUESTED,
                (e, said) -> said.code("unit", e.unit())
                        .code("days", e.workingDays())
                        .text("reason", e.reason()));
        on(
                ExtensionDecided.class,
                TimelineKind.EXTENSION_DECIDED,
                (e, said) -> said.code("unit", e.unit())
                        .code("granted", e.granted())
                        .code("days", e.workingDays())
                        .text("note", e.note()));
        on(
                ReplyIssued.class,
                TimelineKind.REPLIED,
                (e, said) -> said.code("unit", e.unit())
                        .code("disposition", e.disposition())
                        .code("round", e.round())
                        .text("text", e.text()));
        on(CaseMerged.class, TimelineKind.MERGED, (e, said) -> said.code("leadCaseId", e.leadCaseId()));
        on(CaseUnmerged.class, TimelineKind.UNMERGED, (e, said) -> said.code("leadCaseId", e.leadCaseId()));
        on(
                DeadlineMarked.class,
                TimelineKind.MARKED,
                (e, said) ->
                        said.code("unit", e.unit()).code("deadline", e.kind()).code("mark", e.mark()));
        on(
                DeadlineMarkRevoked.class,
                TimelineKind.MARK_REVOKED,
                (e, said) ->
                        said.code("unit", e.unit()).code("deadline", e.kind()).code("mark", e.mark()));
        on(
                UnitUrged.class,
                TimelineKind.UNIT_URGED,
                (e, said) ->
                        said.code("unit", e.unit()).code("origin", e.origin()).text("note", e.note()));
        on(
                SupervisionOpened.class,
                TimelineKind.SUPERVISION_OPENED,
                (e, said) ->
                        said.code("unit", e.unit()).code("level", e.level()).text("order", e.order()));
        on(
                SupervisionRaised.class,
                TimelineKind.SUPERVISION_RAISED,
                (e, said) ->
                        said.code("unit", e.unit()).code("level", e.level()).text("note", e.note()));
        on(
                SupervisionClosed.class,
                TimelineKind.SUPERVISION_CLOSED,
                (e, said) -> said.code("unit", e.unit()).text("finding", e.finding()));
        on(
                CitizenInformed.class,
                TimelineKind.INFORMED,
                (e, said) -> said.code("by", e.by()).code("reached", e.reached()));
        on(
                CallbackCompleted.class,
                TimelineKind.CALLED_BACK,
                (e, said) -> said.code("outcome", e.outcome())
                        .code("satisfaction", e.satisfaction())
                        .code("instrument", e.instrument()));
        on(
                ReworkOrdered.class,
                TimelineKind.REWORK_ORDERED,
                (e, said) ->
                        said.code("unit", e.unit()).code("cause", e.cause()).text("reason", e.reason()));
        on(CaseClosed.class, TimelineKind.CLOSED, (e, said) -> said.code("reason", e.reason()));
        RULES.put(
                DeadlineSet.class,
                new Rule<>(
                        Narration::moved,
                        (DeadlineSet e, Said said) -> said.code("unit", e.unit())
                                .code("dueAt", MOMENT.format(e.dueAt().atZone(ShanghaiTime.ZONE)))
                                .text("reason", e.movedBecause())));
    }

    private Narration() {}

    private static <E extends CaseEvent> void on(Class<E> type, TimelineKind kind, BiConsumer<E, Said> data) {
        RULES.put(type, new Rule<E>(event -> kind, data));
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
        Rule<?> rule = RULES.get(event.getClass());
        return rule == null ? Optional.empty() : rule.entry(eventId, at, actor, event, masked);
    }

    private static final class Said {
        private final UnaryOperator<String> masked;
        private final Map<String, String> data = new HashMap<>();

        Said(UnaryOperator<String> masked) {
            this.masked = masked;
        }

        Said code(String name, Object value) {
            if (value != null) {
                data.put(name, value instanceof Enum<?> constant ? constant.name() : value.toString());
            }
            return this;
        }

        Said text(String name, String value) {
            return code(name, value == null ? null : masked.apply(value));
        }
    }
}
