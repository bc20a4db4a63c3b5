package org.hotline12345.followup.channel;

/**
 * How to reach a citizen, as intake tells it for one call. It is passed on to whoever calls and is never stored or logged: its
 * text says nothing.
 *
 * @param name Name. May be null.
 * @param phone Telephone number. May be null.
 */
public record Contact(String name, String phone) {
    @Override
    public String toString() {
        return "Contact[***]";
    }
}
