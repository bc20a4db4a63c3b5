package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.util.List;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.Upstream;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.deadline.model.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A case that a platform above sent, which wants the answer by Thursday, 12 March 2026, noon; the reserve is one working day. */
class UpstreamTest {
    private final Office office = TestOffice.office();
    private final CaseEvents events = new CaseEvents();
    private final CaseFile file = CaseFile.open(
            events.registered(
                    "2026-03-04T09:00",
                    Anonymity.NAMED,
                    true,
                    new Upstream("PROVINCE", "P-1", at("2026-03-12T12:00")),
                    null,
                    IntakeOutcome.TO_DISPATCH,
                    events.citizen),
            false);

    @ParameterizedTest(name = "{0} more working days: due {1}")
    @CsvSource({"0, 2026-03-11T12:00", "1, 2026-03-11T12:00", "10, 2026-03-11T12:00"})
    void no_extension_reaches_beyond_its_deadline_less_the_reserve(int days, String due) {
        dispatched();
        if (days > 0) {
            extended("2026-03-05T10:00", days);
        }
        assertThat(local(reply().terms().dueAt())).isEqualTo(due);
        assertThat(reply().terms().explanation())
                .extracting(ExplanationStep::step)
                .contains("CAP");
    }

    @ParameterizedTest(name = "agreed until {0}: due {1}")
    @CsvSource({
        // the extension of three working days reaches 16 March
        "2026-03-13T12:00, 2026-03-12T12:00",
        "2026-03-16T12:00, 2026-03-13T12:00",
        "2026-03-31T12:00, 2026-03-16T17:30",
        ", 2026-03-16T17:30"
    })
    void its_consent_lifts_the_cap_as_far_as_it_says(String until, String due) {
        dispatched();
        extended("2026-03-05T10:00", 3);
        int before = file.changes().events().size();
        file.handling()
                .agreedUpstream(
                        until == null ? null : at(until),
                        "省热线〔2026〕12号",
                        Cause.at(at("2026-03-06T10:00"), "anna"),
                        office);
        assertThat(local(reply().terms().dueAt())).isEqualTo(due);
        assertThat(file.changes().events().get(before).event()).isInstanceOfSatisfying(DeadlineSet.class, set -> {
            assertThat(local(set.dueAt())).isEqualTo(due);
            assertThat(local(set.previousDueAt())).isEqualTo("2026-03-11T12:00");
            assertThat(set.moveCause()).isEqualTo(DeadlineMoveCause.EXTENSION);
            assertThat(set.movedBecause()).isEqualTo("上级平台同意延期（省热线〔2026〕12号）");
        });
    }

    @Test
    void what_is_granted_after_the_consent_is_no_longer_cut_short() {
        dispatched();
        file.handling().agreedUpstream(null, "电话记录", Cause.at(at("2026-03-05T09:00"), "anna"), office);
        assertThat(local(reply().terms().dueAt())).isEqualTo("2026-03-11T17:30");
        extended("2026-03-05T10:00", 2);
        assertThat(local(reply().terms().dueAt())).isEqualTo("2026-03-13T17:30");
    }

    @Test
    void a_consent_before_the_dispatch_holds_from_the_start() {
        file.handling()
                .agreedUpstream(at("2026-03-31T12:00"), "电话记录", Cause.at(at("2026-03-04T09:30"), "anna"), office);
        assertThat(file.changes().events()).isEmpty();
        dispatched();
        assertThat(local(reply().terms().dueAt())).isEqualTo("2026-03-11T17:30");
    }

    private void dispatched() {
        apply(events.dispatched("2026-03-04T10:00"));
    }

    private void extended(String when, int days) {
        apply(events.extensionRequested(when, days));
        apply(events.extensionDecided(when, true, days));
    }

    private void apply(CaseEvent event) {
        file.apply(event, Cause.at(at("2026-03-05T10:00"), null), office);
    }

    private Deadline reply() {
        List<Deadline> found = file.deadlines().stream()
                .filter(deadline -> deadline.subject().kind() == DeadlineKind.REPLY)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
