package org.hotline12345.followup.channel;

/** Intake did not tell the contact data. */
public final class ContactUnavailable extends RuntimeException {
    public ContactUnavailable(String message) {
        super(message, null, false, false);
    }
}
