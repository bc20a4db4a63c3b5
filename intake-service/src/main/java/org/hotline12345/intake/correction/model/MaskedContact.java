package org.hotline12345.intake.correction.model;

import org.hotline12345.chassis.privacy.model.CoveredPhone;
import org.hotline12345.intake.contact.model.Contact;

/** Name and telephone as a history shows them: enough to tell one from another, too little to call. */
public final class MaskedContact {
    private MaskedContact() {}

    /** The contact in one line; null for none. */
    public static String of(Contact contact) {
        if (contact == null || contact.nothingTold()) {
            return null;
        }
        String name = contact.name() == null ? "" : name(contact.name());
        String phone = contact.phone() == null ? "" : CoveredPhone.asItIs(contact.phone());
        return (name + " " + phone).strip();
    }

    private static String name(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
    }
}
