package org.hotline12345.endtoend;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.course.CaseCourse;

/** One of the four services: its real model, with what its store and its use cases do around it. */
interface Side {
    /** What it is called in the course of a history. */
    String name();

    /** The next event of the stream; answers what it tells because of it. */
    List<CaseEvent> hear(CaseEvent event, long position, Instant now);

    /** What people may be able to do there. */
    List<String> commands();

    /**
     * Does it, if the service allows it where it believes the case to be.
     *
     * @return what it tells; null if it refuses
     */
    List<CaseEvent> command(String command, UUID caseId, Instant now);

    /** Where it says that the case is, in the words of {@link Said}. */
    Said says(UUID caseId);

    /** What it takes the case for. */
    Facts facts(UUID caseId);

    /** What else is wrong there once everything is delivered; empty if nothing is. */
    List<String> objections(UUID caseId, CaseCourse course);
}
