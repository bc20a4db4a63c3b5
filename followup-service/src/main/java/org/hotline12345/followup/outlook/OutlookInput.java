package org.hotline12345.followup.outlook;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.cases.model.Outlook;

/**
 * A case as it is about to be registered.
 *
 * @param outcome What is done with it; TO_DISPATCH if left out.
 * @param urgency Urgency; ORDINARY if left out.
 * @param channel Channel code; PHONE if left out.
 * @param anonymity Protection asked for; NAMED if left out.
 * @param contactable Whether a telephone number is told.
 * @param unit Unit that it is to go to; without it a dispatcher decides.
 */
public record OutlookInput(
        IntakeOutcome outcome,
        @NotNull CaseType type,
        Urgency urgency,
        @Size(max = OutlookInput.LONGEST_CODE) String channel,
        @Size(max = OutlookInput.LONGEST_CODE) String category,
        Anonymity anonymity,
        boolean contactable,
        @Size(max = OutlookInput.LONGEST_CODE) String unit) {
    static final int LONGEST_CODE = 100;

    Outlook.Draft draft() {
        return new Outlook.Draft(
                outcome == null ? IntakeOutcome.TO_DISPATCH : outcome,
                type,
                urgency == null ? Urgency.ORDINARY : urgency,
                channel == null ? "PHONE" : channel,
                category,
                anonymity == null ? Anonymity.NAMED : anonymity,
                contactable,
                unit);
    }
}
