package org.hotline12345.followup.deadline;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.followup.deadline.model.DeadlineState;

/**
 * A deadline as it is shown.
 *
 * @param round Round of handling.
 * @param kind What is due.
 * @param clock Which of the policy's statutory clocks. May be null.
 * @param unit The unit that owes it; null for what the office itself owes: a ruling on a return, telling who hides from the unit.
 * @param startedAt What it counts from.
 * @param state Where it stands.
 * @param provisional True while a calendar year it crosses has no notice.
 * @param yellowAt When it turns yellow. May be null.
 * @param redAt When it turns red. May be null.
 * @param endedAt When it was done or cancelled. May be null.
 * @param cancelReason Why it no longer stands. May be null.
 * @param extensionDays Working days granted.
 * @param movedFrom When it was due before it moved last. May be null.
 * @param movedBecause Why it moved last, in the caller's language. May be null.
 * @param doneNote What the unit said was done. May be null.
 * @param returnUntil Until when a return may be asked for. May be null.
 * @param policyId Policy used.
 * @param calendarRevision Revision of the calendar used.
 * @param explanation How the moment was found, in the caller's language.
 */
public record DeadlineView(
        UUID id,
        UUID caseId,
        UUID workOrderId,
        int round,
        DeadlineKind kind,
        String clock,
        String unit,
        OffsetDateTime startedAt,
        OffsetDateTime dueAt,
        DeadlineState state,
        boolean provisional,
        OffsetDateTime yellowAt,
        OffsetDateTime redAt,
        OffsetDateTime endedAt,
        DeadlineCancelReason cancelReason,
        int extensionDays,
        OffsetDateTime movedFrom,
        String movedBecause,
        String doneNote,
        OffsetDateTime returnUntil,
        String policyId,
        int policyVersion,
        long calendarRevision,
        List<Step> explanation) {
    /**
     * A line of the explanation.
     *
     * @param step SET, START, SKIP, COUNT, EXTENSION, PAUSE, CAP, MOVED, DUE or ENDED.
     * @param text The line.
     * @param date The day it speaks of. May be null.
     * @param source The notice that says so. May be null.
     */
    public record Step(String step, String text, LocalDate date, String source) {}

    /** An explanation in one language. */
    public static List<Step> steps(List<ExplanationStep> steps, Language language) {
        return steps.stream()
                .map(step -> new Step(
                        step.step(), language == Language.ZH ? step.text() : step.textEn(), step.date(), step.source()))
                .toList();
    }
}
