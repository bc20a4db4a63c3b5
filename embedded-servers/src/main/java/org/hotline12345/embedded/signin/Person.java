package org.hotline12345.embedded.signin;

import java.util.List;

/**
 * Somebody as whom one can sign in.
 *
 * @param subject Claim {@code sub}.
 * @param name Claim {@code name}.
 * @param place Where they work and as what, in words, for the page that lists them.
 * @param roles Claim {@code groups}.
 * @param unit Claim {@code unit}. Null for people of the hotline itself.
 * @param level Claim {@code level} of a leader. May be null.
 */
public record Person(String subject, String name, String place, List<String> roles, String unit, String level) {
    /** Whether the word is in what the page shows of them, or in the code of their unit. */
    boolean isFoundBy(String word) {
        return (name + ' ' + place + ' ' + (unit == null ? "" : unit)).contains(word);
    }
}
