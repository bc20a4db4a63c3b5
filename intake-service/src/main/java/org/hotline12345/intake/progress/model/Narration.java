package org.hotline12345.intake.progress.model;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hotline12345.chassis.privacy.Masking;
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

    private Narration() {}

    /** The entry of an event; empty when it says nothing that agents or citizens need. */
    public static Optional<TimelineEntry> of(UUID eventId, Instant at, String actor, CaseEvent event) {
        TimelineKind kind = kind(event);
        return kind == null
                ? Optional.empty()
                : Optional.of(new TimelineEntry(event.caseId(), at, eventId, kind, actor, data(event)));
    }

    private static TimelineKind kind(CaseEvent event) {
        if (event instanceof CaseSentToTriage) {
            return TimelineKind.SENT_TO_TRIAGE;
        } else if (event instanceof CaseDispatched) {
            return TimelineKind.DISPATCHED;
        } else if (event instanceof ProblemPatternSet) {
            return TimelineKind.PATTERN_SET;
        } else if (event instanceof WorkOrderSigned) {
            return TimelineKind.SIGNED;
        } else if (event instanceof InstructionGiven) {
            return TimelineKind.INSTRUCTED;
        } else if (event instanceof WorkOrderHandedDown) {
            return TimelineKind.HANDED_DOWN;
        } else if (event instanceof ReturnRequested) {
            return TimelineKind.RETURN_REQUESTED;
        } else if (event instanceof ReturnDecided) {
            return TimelineKind.RETURN_DECIDED;
        } else if (event instanceof ExtensionRequested) {
            return TimelineKind.EXTENSION_REQUESTED;
        } else if (event instanceof ExtensionDecided) {
            return TimelineKind.EXTENSION_DECIDED;
        } else if (event instanceof ReplyIssued) {
            return TimelineKind.REPLIED;
        } else if (event instanceof CaseMerged) {
            return TimelineKind.MERGED;
        } else if (event instanceof CaseUnmerged) {
            return TimelineKind.UNMERGED;
        } else if (event instanceof DeadlineSet e) {
            if (e.kind() != DeadlineKind.REPLY || e.previousDueAt() == null) {
                return null;
            }
            return e.moveCause() == DeadlineMoveCause.EXTENSION ? TimelineKind.EXTENDED : TimelineKind.DEADLINE_MOVED;
        } else if (event instanceof DeadlineMarked) {
            return TimelineKind.MARKED;
        } else if (event instanceof DeadlineMarkRevoked) {
            return TimelineKind.MARK_REVOKED;
        } else if (event instanceof UnitUrged) {
            return TimelineKind.UNIT_URGED;
        } else if (event instanceof SupervisionOpened) {
            return TimelineKind.SUPERVISION_OPENED;
        } else if (event instanceof SupervisionRaised) {
            return TimelineKind.SUPERVISION_RAISED;
        } else if (event instanceof SupervisionClosed) {
            return TimelineKind.SUPERVISION_CLOSED;
        } else if (event instanceof CitizenInformed) {
            return TimelineKind.INFORMED;
        } else if (event instanceof CallbackCompleted) {
            return TimelineKind.CALLED_BACK;
        } else if (event instanceof ReworkOrdered) {
            return TimelineKind.REWORK_ORDERED;
        } else if (event instanceof CaseClosed) {
            return TimelineKind.CLOSED;
        }
        return null;
    }

    private static Map<String, String> data(CaseEvent event) {
        var data = new Data();
        if (event instanceof CaseSentToTriage e) {
            data.text("reason", e.reason());
        } else if (event instanceof CaseDispatched e) {
            data.code("unit", e.leadUnit())
                    .code("round", e.round())
                    .code("cause", e.cause())
                    .text("reason", e.reason());
        } else if (event instanceof ProblemPatternSet e) {
            data.code("pattern", e.pattern()).code("derived", e.derived()).text("reason", e.reason());
        } else if (event instanceof WorkOrderSigned e) {
            data.code("unit", e.unit());
        } else if (event instanceof InstructionGiven e) {
            data.code("unit", e.unit()).text("text", e.text());
        } else if (event instanceof WorkOrderHandedDown e) {
            data.code("unit", e.unit()).code("toUnit", e.toUnit()).text("note", e.note());
        } else if (event instanceof ReturnRequested e) {
            data.code("unit", e.unit()).text("reason", e.reason());
        } else if (event instanceof ReturnDecided e) {
            data.code("unit", e.unit()).code("granted", e.granted()).text("note", e.note());
        } else if (event instanceof ExtensionRequested e) {
            data.code("unit", e.unit()).code("days", e.workingDays()).text("reason", e.reason());
        } else if (event instanceof ExtensionDecided e) {
            data.code("unit", e.unit())
                    .code("granted", e.granted())
                    .code("days", e.workingDays())
                    .text("note", e.note());
        } else if (event instanceof ReplyIssued e) {
            data.code("unit", e.unit())
                    .code("disposition", e.disposition())
                    .code("round", e.round())
                    .text("text", e.text());
        } else if (event instanceof CaseMerged e) {
            data.code("leadCaseId", e.leadCaseId());
        } else if (event instanceof CaseUnmerged e) {
            data.code("leadCaseId", e.leadCaseId());
        } else if (event instanceof DeadlineSet e) {
            data.code("unit", e.unit())
                    .code("dueAt", MOMENT.format(e.dueAt().atZone(ShanghaiTime.ZONE)))
                    .text("reason", e.movedBecause());
        } else if (event instanceof DeadlineMarked e) {
            data.code("unit", e.unit()).code("deadline", e.kind()).code("mark", e.mark());
        } else if (event instanceof DeadlineMarkRevoked e) {
            data.code("unit", e.unit()).code("deadline", e.kind()).code("mark", e.mark());
        } else if (event instanceof UnitUrged e) {
            data.code("unit", e.unit()).code("origin", e.origin()).text("note", e.note());
        } else if (event instanceof SupervisionOpened e) {
            data.code("unit", e.unit()).code("level", e.level()).text("order", e.order());
        } else if (event instanceof SupervisionRaised e) {
            data.code("unit", e.unit()).code("level", e.level()).text("note", e.note());
        } else if (event instanceof SupervisionClosed e) {
            data.code("unit", e.unit()).text("finding", e.finding());
        } else if (event instanceof CitizenInformed e) {
            data.code("by", e.by()).code("reached", e.reached());
        } else if (event instanceof CallbackCompleted e) {
            data.code("outcome", e.outcome())
                    .code("satisfaction", e.satisfaction())
                    .code("instrument", e.instrument());
        } else if (event instanceof ReworkOrdered e) {
            data.code("unit", e.unit()).code("cause", e.cause()).text("reason", e.reason());
        } else if (event instanceof CaseClosed e) {
            data.code("reason", e.reason());
        }
        return data.values;
    }

    private static final class Data {
        private final Map<String, String> values = new HashMap<>();

        Data code(String name, Object value) {
            if (value != null) {
                values.put(name, value instanceof Enum<?> constant ? constant.name() : value.toString());
            }
            return this;
        }

        Data text(String name, String value) {
            if (value != null) {
                values.put(name, Masking.mask(value));
            }
            return this;
        }
    }
}
