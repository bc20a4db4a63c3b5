package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.util.Arrays;
import java.util.EnumMap;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.message.model.MessageKind;
import org.hotline12345.followup.message.model.MessageTemplate;
import org.hotline12345.followup.message.model.MessageTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlookTest extends FollowedCase {
    private static final String NOW = "2026-03-04T09:00";

    OutlookTest() {
        var all = new EnumMap<MessageKind, MessageTemplate>(MessageKind.class);
        Arrays.stream(MessageKind.values()).forEach(kind -> all.put(kind, MessageTexts.shipped(kind)));
        office = TestOffice.office(new MessageTexts(all));
    }

    private Outlook of(IntakeOutcome outcome, Urgency urgency, Anonymity anonymity, boolean contactable, String unit) {
        return Outlook.of(
                new Outlook.Draft(outcome, CaseType.COMPLAINT, urgency, "PHONE", null, anonymity, contactable, unit),
                at(NOW),
                office);
    }

    @Test
    void it_has_the_deadlines_that_the_case_gets_when_it_is_dispatched() {
        file = CaseFile.open(events.registered(NOW), false);
        apply(events.dispatched(NOW));
        var afterwards = happened(DeadlineSet.class).stream()
                .map(set -> set.kind() + " " + local(set.dueAt()) + " " + set.unit())
                .toList();

        var before = of(IntakeOutcome.TO_DISPATCH, Urgency.ORDINARY, Anonymity.NAMED, true, CaseEvents.UNIT);

        assertThat(before.deadlines())
                .extracting(deadline -> deadline.subject().kind() + " "
                        + local(deadline.terms().dueAt()) + " "
                        + deadline.subject().unit())
                .containsExactlyInAnyOrderElementsOf(afterwards)
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EMERGENCY, 2026-03-04T09:15", "URGENT, 2026-03-04T09:30", "ORDINARY, 2026-03-05T17:30"})
    void without_a_unit_it_has_the_time_of_the_dispatchers(Urgency urgency, String due) {
        var outlook = of(IntakeOutcome.TO_DISPATCH, urgency, Anonymity.NAMED, true, null);

        assertThat(outlook.deadlines()).singleElement().satisfies(deadline -> {
            assertThat(deadline.subject().kind()).isEqualTo(DeadlineKind.TRIAGE);
            assertThat(local(deadline.terms().dueAt())).isEqualTo(due);
        });
    }

    @Test
    void the_earliest_deadline_comes_first() {
        var outlook = of(IntakeOutcome.TO_DISPATCH, Urgency.EMERGENCY, Anonymity.NAMED, true, CaseEvents.UNIT);

        assertThat(outlook.deadlines())
                .extracting(deadline -> deadline.terms().dueAt())
                .isSorted()
                .hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({
        "TO_DISPATCH, NAMED, true, W, REGISTERED TRANSFERRED",
        "TO_DISPATCH, NAMED, true, , REGISTERED",
        "ANSWERED, NAMED, true, , REGISTERED",
        "NOT_ACCEPTED, NAMED, true, , REGISTERED",
        "TO_DISPATCH, NAMED, false, W, ''",
        "TO_DISPATCH, HIDDEN_FROM_UNIT, true, W, ''",
        "TO_DISPATCH, NO_CONTACT, true, W, ''"
    })
    void it_has_the_messages_that_the_citizen_gets(
            IntakeOutcome outcome, Anonymity anonymity, boolean contactable, String unit, String kinds) {
        var outlook = of(outcome, Urgency.ORDINARY, anonymity, contactable, unit);

        assertThat(outlook.messages())
                .extracting(message -> message.kind().name())
                .containsExactly(kinds.isEmpty() ? new String[0] : kinds.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"ANSWERED", "NOT_ACCEPTED"})
    void what_is_settled_on_the_telephone_has_no_deadline(IntakeOutcome outcome) {
        assertThat(of(outcome, Urgency.ORDINARY, Anonymity.NAMED, true, null).deadlines())
                .isEmpty();
    }
}
