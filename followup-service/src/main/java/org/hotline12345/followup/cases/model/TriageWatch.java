package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.OfficeUrged;
import org.hotline12345.events.TriageQuestionAnswered;
import org.hotline12345.events.TriageQuestionAsked;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.events.course.CoursePhase;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.Pause;

/**
 * A case that no unit has yet: by when a dispatcher decides (人工派单时限), and by when the agent who was asked back answers (退回补充时限).
 * The dispatcher's clock stands still while the agent has it.
 */
public final class TriageWatch {
    private static final Set<DeadlineKind> KINDS = Set.of(DeadlineKind.TRIAGE, DeadlineKind.ASK_BACK);
    private static final Text SENT = new Text("转人工派单", "being sent to triage");
    private static final Text ASKED = new Text("退回受理员补充", "the question to the agent");
    private static final Text WAITED = new Text("等待受理员补充", "waiting for the agent's answer");

    private final CaseFile file;

    TriageWatch(CaseFile file) {
        this.file = file;
    }

    /** Whether the hotline's own people owe it before a unit has the case. */
    static boolean isOfTriage(Deadline.Subject about) {
        return KINDS.contains(about.kind());
    }

    /** What starts such a clock. */
    static Text startOf(DeadlineKind kind) {
        return kind == DeadlineKind.TRIAGE ? SENT : ASKED;
    }

    /** A supervisor urges whoever owes it; empty: nobody does any more. */
    public Optional<OfficeUrged> urge(UUID deadlineId, String note, Cause cause, Office office) {
        return openOnes()
                .filter(deadline -> deadline.subject().id().equals(deadlineId))
                .findFirst()
                .map(deadline -> tell(deadline, office.ids().get(), UrgeOrigin.SUPERVISOR, note, cause));
    }

    void urgeBySystem(Deadline deadline, Deadline.Due due, Cause cause, Office office) {
        String note = office.notices()
                .officeOverdue(deadline.subject().kind(), deadline.terms().dueAt());
        tell(deadline, due.id(), UrgeOrigin.SYSTEM, note, cause);
    }

    private OfficeUrged tell(Deadline deadline, UUID id, UrgeOrigin origin, String note, Cause cause) {
        var about = deadline.subject();
        var urged = new OfficeUrged(
                file.facts.caseId(), id, about.id(), about.kind(), origin, note, cause.actor(), cause.time());
        file.changes.add(urged, cause);
        return urged;
    }

    /** One that waits already goes on waiting by its clock. */
    void sent(CaseSentToTriage event, Cause cause, Office office) {
        if (open(DeadlineKind.TRIAGE).isEmpty()) {
            file.clocks.set(subject(office.ids().get(), DeadlineKind.TRIAGE, event.sentAt()), cause, office);
        }
    }

    void asked(TriageQuestionAsked event, Cause cause, Office office) {
        if (file.course.phase() != CoursePhase.IN_TRIAGE) {
            return;
        }
        open(DeadlineKind.TRIAGE)
                .filter(deadline -> !event.askedAt().isAfter(deadline.terms().dueAt()))
                .ifPresent(deadline -> file.clocks.revoke(deadline, deadline.hold(event.askedAt()), cause));
        if (open(DeadlineKind.ASK_BACK).isEmpty()) {
            file.clocks.set(subject(event.questionId(), DeadlineKind.ASK_BACK, event.askedAt()), cause, office);
        }
    }

    /** The time that the agent took is added to the dispatcher's, unless that was over before. */
    void answered(TriageQuestionAnswered event, Cause cause, Office office) {
        var question = open(DeadlineKind.ASK_BACK)
                .filter(deadline -> deadline.subject().id().equals(event.questionId()));
        question.ifPresent(deadline -> file.clocks.done(deadline, event.answeredAt(), cause));
        open(DeadlineKind.TRIAGE).filter(Deadline::held).ifPresent(deadline -> {
            deadline.release();
            question.ifPresent(asked -> {
                List<Pause> all = new ArrayList<>(deadline.terms().granted().pauses());
                all.add(new Pause(asked.subject().startedAt(), event.answeredAt(), true, WAITED.zh()));
                Instant before = deadline.terms().dueAt();
                file.clocks.move(deadline, new Clocks.Change(0, 0, all, WAITED), cause, office);
                file.changes.add(file.clocks.asMoved(deadline, before, DeadlineMoveCause.PAUSE, office), cause);
            });
        });
    }

    /** A dispatcher gave the case to a unit, or it was refused. */
    void decided(Instant at, Cause cause) {
        open(DeadlineKind.TRIAGE).ifPresent(deadline -> file.clocks.done(deadline, at, cause));
    }

    /** An emergency that was registered as something else is due as one, from where its clock started. */
    void corrected(Text because, Cause cause, Office office) {
        for (Deadline deadline : openOnes().toList()) {
            Instant before = deadline.terms().dueAt();
            if (file.clocks.move(deadline, Clocks.Change.none(because), cause, office)) {
                file.changes.add(file.clocks.asMoved(deadline, before, DeadlineMoveCause.CORRECTION, office), cause);
            }
        }
    }

    /** What was in triage before there were clocks has its time from now on. */
    void takeUp(Cause cause, Office office) {
        if (file.live
                && file.course.phase() == CoursePhase.IN_TRIAGE
                && open(DeadlineKind.TRIAGE).isEmpty()) {
            file.clocks.set(subject(office.ids().get(), DeadlineKind.TRIAGE, cause.time()), cause, office);
        }
    }

    private Optional<Deadline> open(DeadlineKind kind) {
        return openOnes().filter(deadline -> deadline.subject().kind() == kind).findFirst();
    }

    private Stream<Deadline> openOnes() {
        return file.clocks.allOpen().stream().filter(deadline -> isOfTriage(deadline.subject()));
    }

    private Deadline.Subject subject(UUID id, DeadlineKind kind, Instant start) {
        return new Deadline.Subject(id, file.facts.caseId(), null, file.round, kind, null, null, start);
    }
}
