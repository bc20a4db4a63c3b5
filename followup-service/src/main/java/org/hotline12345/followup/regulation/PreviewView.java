package org.hotline12345.followup.regulation;

import java.time.OffsetDateTime;
import java.util.List;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.deadline.DeadlineView;
import org.hotline12345.followup.deadline.model.PolicyPreview;
import org.hotline12345.followup.deadline.model.TimerStep;

/** The deadlines that a policy would set. */
public record PreviewView(String id, int version, List<PreviewDeadline> deadlines) {
    /**
     * A deadline that a policy would set.
     *
     * @param kind What is due.
     * @param title What is due, in the caller's language.
     * @param startedAt What it counts from.
     * @param provisional True while a calendar year it crosses has no notice.
     * @param yellowAt Yellow mark. May be null.
     * @param redAt Red mark. May be null.
     * @param urgeAt Urge. May be null.
     * @param circularAt When the unit is named in a circular. May be null.
     * @param raiseAt When it goes up a level. May be null.
     * @param extensionUntil Until when more time may be asked for. Null: until it is due.
     * @param returnUntil Until when a return may be asked for. May be null.
     * @param explanation How the moment was found.
     */
    public record PreviewDeadline(
            DeadlineKind kind,
            String title,
            OffsetDateTime startedAt,
            OffsetDateTime dueAt,
            boolean provisional,
            OffsetDateTime yellowAt,
            OffsetDateTime redAt,
            OffsetDateTime urgeAt,
            OffsetDateTime circularAt,
            OffsetDateTime raiseAt,
            OffsetDateTime extensionUntil,
            OffsetDateTime returnUntil,
            List<DeadlineView.Step> explanation) {
        static PreviewDeadline of(PolicyPreview.Line line, Language language) {
            return new PreviewDeadline(
                    line.kind(),
                    line.title().in(language),
                    ShanghaiTime.of(line.startedAt()),
                    ShanghaiTime.of(line.computed().dueAt()),
                    line.computed().provisional(),
                    ShanghaiTime.of(line.moments().yellowAt()),
                    ShanghaiTime.of(line.moments().redAt()),
                    ShanghaiTime.of(line.moments().at(TimerStep.URGE_HANDLERS)),
                    ShanghaiTime.of(line.moments().at(TimerStep.CIRCULAR)),
                    ShanghaiTime.of(line.moments().at(TimerStep.RAISE)),
                    ShanghaiTime.of(line.extensionUntil()),
                    ShanghaiTime.of(line.returnUntil()),
                    DeadlineView.steps(line.computed().explanation(), language));
        }
    }
}
