package org.hotline12345.dispatch.deputy.model;

/**
 * By whose hand something is done.
 *
 * @param onBehalfOf The person whose deputy does it; null for the person with the role.
 */
public record Hand(String onBehalfOf) {
    /** The person with the role. */
    public static final Hand OWN = new Hand(null);
}
