package org.hotline12345.chassis.attachment;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Looks through a file before anybody reads it. A bean of this type is asked; without one, clamd where it is set, else nobody.
 */
public interface VirusScanner {
    /** What was found. */
    enum Verdict {
        CLEAN,
        INFECTED,
        /** It was asked and could not say, as of a file that is larger than it takes: it is asked a few times more. */
        UNDECIDED,
        /** It could not be asked, or did not answer in time: it is asked again. */
        UNKNOWN
    }

    /** Never fails. */
    Uni<Verdict> scan(Multi<Buffer> bytes);
}
