package org.hotline12345.assessment.reading.model;

import java.util.ArrayList;
import java.util.List;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;

/**
 * A case as it is read behind a figure: what the citizen said, what was answered, and the course of it. Who the citizen is stands
 * nowhere in it: name and telephone never leave intake.
 *
 * @param registered What the citizen said, numbers masked, as it was corrected last.
 * @param answers What was answered, the latest last: on the spot, by a refusal, by the units' replies and
 *     what corrected them, each kept.
 * @param course What happened, in order.
 */
public record CaseFile(CaseRegistered registered, List<Step> answers, List<Step> course) {
    /** Of the events of one case, in the order of its stream; null while its registration is not known. */
    public static CaseFile of(List<CaseEvent> events) {
        CaseRegistered registered = null;
        var answers = new ArrayList<Step>();
        var course = new ArrayList<Step>();
        for (CaseEvent event : events) {
            if (event instanceof CaseRegistered e) {
                registered = e;
            } else if (event instanceof CaseCorrected e && registered != null) {
                registered = e.correct(registered);
            }
            Narration.of(event).ifPresent(step -> {
                course.add(step);
                if (isAnswer(event)) {
                    answers.add(step);
                }
            });
        }
        return registered == null ? null : new CaseFile(registered, List.copyOf(answers), List.copyOf(course));
    }

    private static boolean isAnswer(CaseEvent event) {
        return event instanceof CaseAnsweredDirectly
                || event instanceof CaseNotAccepted
                || event instanceof ReplyIssued
                || event instanceof ReplyCorrected;
    }
}
