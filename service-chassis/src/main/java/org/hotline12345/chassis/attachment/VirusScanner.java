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
        /** It could not be asked, or could not say: it is asked again. */
        UNKNOWN
    }

    /** Never fails. */
    Uni<Verdict> scan(Multi<Buffer> bytes);
}
