package org.hotline12345.assessment.fact;

import java.util.List;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.ReceivedEvent;

/** Takes note of events when they are first counted; not when facts are made anew from the journal. */
public interface CaseEventListener {
    /** Adds what it notes of a batch to what is written of it. */
    void note(Writes writes, List<ReceivedEvent> events);
}
