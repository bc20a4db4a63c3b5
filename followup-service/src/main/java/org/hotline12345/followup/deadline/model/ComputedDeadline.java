package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.util.List;
import org.hotline12345.events.ExplanationStep;

/**
 * A moment and how it was found.
 *
 * @param dueAt The moment.
 * @param provisional True while a calendar year it crosses has no notice.
 * @param explanation How it was found.
 */
public record ComputedDeadline(Instant dueAt, boolean provisional, List<ExplanationStep> explanation) {}
