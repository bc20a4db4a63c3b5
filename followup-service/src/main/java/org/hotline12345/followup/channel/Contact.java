package org.hotline12345.followup.channel;

/**
 * How to reach a citizen, as intake tells it for one call. It is passed on to whoever calls and is never stored or logged: its
 * text says nothing.
 *
 * @param name Name. May be null.
 * @param phone Telephone number. May be null.
 * @param queryCode The code that is sent now; null unless it was asked for.
 */
public record Contact(String name, String phone, String queryCode) {
    @Override
    public String toString() {
        return "Contact[***]";
    }
}
