package org.hotline12345.intake.correction.model;

import org.hotline12345.intake.contact.model.Contact;

/** Name and telephone as a history shows them: enough to tell one from another, too little to call. */
public final class MaskedContact {
    private static final int SHOWN_BEFORE = 3;
    private static final int SHOWN_AFTER = 2;

    private MaskedContact() {}

    /** The contact in one line; null for none. */
    public static String of(Contact contact) {
        if (contact == null || contact.nothingTold()) {
            return null;
        }
        String name = contact.name() == null ? "" : name(contact.name());
        String phone = contact.phone() == null ? "" : phone(contact.phone());
        return (name + " " + phone).strip();
    }

    private static String name(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
    }

    private static String phone(String phone) {
        return phone.length() < 2 * (SHOWN_BEFORE + SHOWN_AFTER)
                ? "****" + phone.substring(Math.max(0, phone.length() - SHOWN_AFTER))
                : phone.substring(0, SHOWN_BEFORE) + "****" + phone.substring(phone.length() - SHOWN_AFTER);
    }
}
