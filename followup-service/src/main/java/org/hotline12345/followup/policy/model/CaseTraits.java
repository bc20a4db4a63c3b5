package org.hotline12345.followup.policy.model;

import org.hotline12345.events.CaseType;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;

/**
 * What a policy may look at.
 *
 * @param type Nature of the case.
 * @param channel Channel code.
 * @param category Category code. May be null.
 * @param unitLevel Level of the lead unit. May be null.
 * @param rework True for a round after the first.
 */
public record CaseTraits(
        CaseType type, Urgency urgency, String channel, String category, UnitLevel unitLevel, boolean rework) {}
