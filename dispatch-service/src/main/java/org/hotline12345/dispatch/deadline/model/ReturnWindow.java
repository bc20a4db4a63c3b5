package org.hotline12345.dispatch.deadline.model;

import java.time.Instant;

/**
 * Until when a unit may say that it is not responsible (Shandong 2020: within two working days with the reason). The moment
 * comes with the deadline and is the end of the window, inclusive.
 *
 * @param until Null where no window is known: then nothing forbids the request.
 */
public record ReturnWindow(Instant until) {
    /** Whether a request at this time is in the window. */
    public boolean allows(Instant at) {
        return until == null || !at.isAfter(until);
    }
}
