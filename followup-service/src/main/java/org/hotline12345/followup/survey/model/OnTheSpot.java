package org.hotline12345.followup.survey.model;

import java.util.UUID;

/**
 * Answers on the spot are surveyed too, 直接答复回访.
 *
 * @param share How many of a hundred, 0 to 100.
 */
public record OnTheSpot(int share) {
    /** Whether the case is among those asked; always the same for a case. */
    public boolean asks(UUID caseId) {
        return Math.floorMod(caseId.hashCode(), 100) < share;
    }
}
