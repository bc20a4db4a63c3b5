package org.hotline12345.intake.contact;

import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.intake.contact.model.PhoneNumber;

/**
 * Covers numbers in what is told with a case, so that it can leave intake: whatever looks like a person's, and the citizen's telephone
 * wherever it stands.
 *
 * @param phone The citizen's telephone. May be null.
 */
public record Covering(PhoneNumber phone) {
    /** What the citizen says; null stays null. */
    public String said(String text) {
        return phone == null ? Masking.mask(text) : Masking.mask(text, phone.digits());
    }

    /** What the office says to the citizen; null stays null. */
    public String official(String text) {
        return phone == null ? Masking.official(text) : Masking.official(text, phone.digits());
    }
}
