package org.hotline12345.intake.contact.model;

/**
 * How to reach the citizen. Never logged, never sent on.
 *
 * @param name Name as told. May be null.
 * @param phone Telephone as told. May be null.
 */
public record Contact(String name, String phone) {
    public boolean nothingTold() {
        return name == null && phone == null;
    }

    @Override
    public String toString() {
        return "Contact[…]";
    }
}
