package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.util.List;
import org.hotline12345.chassis.language.Text;

/**
 * What changes a deadline beside its rule.
 *
 * @param extensionDays Working days granted, 延期.
 * @param givenBackDays Working days given back because a ruling took too long.
 * @param pauses Times in which the unit waited for the citizen, in order.
 * @param upstreamDueAt When the platform above wants the answer. May be null.
 * @param fixedDueAt A moment given by the source of an imported case; it replaces the rule. May be null.
 * @param noLaterThan It ends then at the latest: an opinion is of no use after the reply it is for. May be null.
 * @param startedBy What started it, where that is not what the rule names. May be null.
 */
public record Adjustments(
        int extensionDays,
        int givenBackDays,
        List<Pause> pauses,
        Instant upstreamDueAt,
        Instant fixedDueAt,
        Instant noLaterThan,
        Text startedBy) {
    /** Nothing changes. */
    public static final Adjustments NONE = new Adjustments(0, 0, List.of(), null, null, null, null);

    public Adjustments {
        pauses = List.copyOf(pauses);
    }

    /** The same with so many working days granted. */
    public Adjustments extended(int workingDays) {
        return new Adjustments(workingDays, givenBackDays, pauses, upstreamDueAt, fixedDueAt, noLaterThan, startedBy);
    }

    /** The same with so many working days given back. */
    public Adjustments givenBack(int workingDays) {
        return new Adjustments(extensionDays, workingDays, pauses, upstreamDueAt, fixedDueAt, noLaterThan, startedBy);
    }

    /** The same with these pauses. */
    public Adjustments paused(List<Pause> all) {
        return new Adjustments(extensionDays, givenBackDays, all, upstreamDueAt, fixedDueAt, noLaterThan, startedBy);
    }

    /** The same where the platform above wants the answer by then; null for no such platform. */
    public Adjustments upstream(Instant dueAt) {
        return new Adjustments(extensionDays, givenBackDays, pauses, dueAt, fixedDueAt, noLaterThan, startedBy);
    }

    /** The same with the moment given by the source; null for none. */
    public Adjustments fixed(Instant dueAt) {
        return new Adjustments(extensionDays, givenBackDays, pauses, upstreamDueAt, dueAt, noLaterThan, startedBy);
    }

    /** The same with a latest moment; null for none. */
    public Adjustments noLaterThan(Instant moment) {
        return new Adjustments(extensionDays, givenBackDays, pauses, upstreamDueAt, fixedDueAt, moment, startedBy);
    }

    /** The same where something else started it than the rule names; null: what the rule names. */
    public Adjustments startedBy(Text start) {
        return new Adjustments(extensionDays, givenBackDays, pauses, upstreamDueAt, fixedDueAt, noLaterThan, start);
    }
}
