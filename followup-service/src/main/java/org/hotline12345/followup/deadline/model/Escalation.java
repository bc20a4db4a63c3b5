package org.hotline12345.followup.deadline.model;

import java.time.Instant;

/**
 * What follows where even the urge did not help. Each may be null: then it is not done.
 *
 * @param circularAt When the unit is named in a circular, 通报.
 * @param raiseAt When it goes up a level, 提级.
 */
public record Escalation(Instant circularAt, Instant raiseAt) {}
