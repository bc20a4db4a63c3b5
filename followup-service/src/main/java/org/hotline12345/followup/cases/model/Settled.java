package org.hotline12345.followup.cases.model;

import org.hotline12345.events.DeadlineKind;

/**
 * Something that the unit which has the case did already, in time or late.
 *
 * @param kind What was due.
 * @param clock Which statutory clock; null for any other kind.
 */
public record Settled(DeadlineKind kind, String clock) {}
