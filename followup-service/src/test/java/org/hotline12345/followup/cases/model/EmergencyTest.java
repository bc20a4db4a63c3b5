package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.Instant;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.CaseEvents;
import org.junit.jupiter.api.Test;

/** The shipped policy of emergencies and of utilities: what is due in hours is marked, urged and raised in hours, at night and on weekends. */
class EmergencyTest extends FollowedCase {
    /** A Saturday night. */
    private static final String DISPATCHED = "2026-03-07T23:00";

    @Override
    Instant time(CaseEvent event) {
        return at(DISPATCHED);
    }

    @Test
    void an_emergency_of_a_saturday_night_climbs_its_ladder_before_the_sunday_is_over() {
        dispatched(Urgency.EMERGENCY);
        apply(events.signed("2026-03-07T23:10"));
        all();
        file.clocks().fireTimers(at("2026-03-08T13:00"), office);
        assertThat(unread())
                .extracting(EmergencyTest::whatAndWhen)
                .containsExactly(
                        "YELLOW 2026-03-08T09:00",
                        "RED 2026-03-08T11:00",
                        "HANDLERS 2026-03-08T11:00",
                        "LEADERS 2026-03-08T11:30",
                        "PARENT_UNIT 2026-03-08T12:00",
                        "SUPERVISED 2026-03-08T13:00 until 2026-03-08T17:00");
    }

    @Test
    void an_emergency_that_nobody_signs_is_supervised_within_an_hour_and_a_half() {
        dispatched(Urgency.EMERGENCY);
        all();
        file.clocks().fireTimers(at("2026-03-08T00:30"), office);
        assertThat(unread())
                .extracting(EmergencyTest::whatAndWhen)
                .containsExactly(
                        "YELLOW 2026-03-07T23:15",
                        "RED 2026-03-07T23:30",
                        "HANDLERS 2026-03-07T23:30",
                        "LEADERS 2026-03-07T23:45",
                        "PARENT_UNIT 2026-03-08T00:00",
                        "SUPERVISED 2026-03-08T00:30 until 2026-03-08T04:30");
    }

    @Test
    void utilities_are_marked_and_urged_in_hours_and_their_notices_wait_for_the_morning() {
        dispatched(Urgency.URGENT);
        apply(events.signed("2026-03-07T23:30"));
        all();
        file.clocks().fireTimers(at("2026-03-08T23:00"), office);
        assertThat(happened(DeadlineMarked.class))
                .extracting(DeadlineMarked::mark, mark -> local(mark.markedAt()))
                .containsExactly(
                        tuple(DeadlineMark.YELLOW, "2026-03-08T19:00"), tuple(DeadlineMark.RED, "2026-03-08T23:00"));
        assertThat(file.changes().urges()).singleElement().satisfies(urge -> {
            assertThat(urge.level()).isEqualTo(UrgeLevel.HANDLERS);
            assertThat(local(urge.deliverAt())).isEqualTo("2026-03-09T08:00");
        });
    }

    @Test
    void no_clock_of_hours_is_prolonged_by_ten_working_days_and_returns_are_asked_for_in_the_time_to_sign() {
        dispatched(Urgency.EMERGENCY);
        assertThat(reply()).satisfies(set -> {
            assertThat(set.extensionsLeft()).isZero();
            assertThat(set.extensionDaysLeft()).isZero();
            assertThat(local(set.returnUntil())).isEqualTo("2026-03-07T23:30");
        });
        dispatched(Urgency.URGENT);
        assertThat(reply()).satisfies(set -> {
            assertThat(set.extensionsLeft()).isEqualTo(1);
            assertThat(set.extensionDaysLeft()).isEqualTo(1);
            assertThat(local(set.returnUntil())).isEqualTo("2026-03-08T01:00");
        });
    }

    @Test
    void the_ruling_on_an_emergencys_return_is_owed_at_night_too() {
        dispatched(Urgency.EMERGENCY);
        all();
        apply(events.returnRequested("2026-03-07T23:20"));
        assertThat(local(one(DeadlineSet.class).dueAt())).isEqualTo("2026-03-07T23:50");
    }

    private void dispatched(Urgency urgency) {
        file = CaseFile.open(CaseEvents.urgent(events.registered("2026-03-07T22:50"), urgency), false);
        apply(events.dispatched(DISPATCHED));
    }

    private DeadlineSet reply() {
        return happened(DeadlineSet.class).stream()
                .filter(set -> set.kind() == DeadlineKind.REPLY)
                .findFirst()
                .orElseThrow();
    }

    private static String whatAndWhen(Changes.Derived derived) {
        String when = local(derived.cause().time());
        if (derived.event() instanceof DeadlineMarked marked) {
            return marked.mark() + " " + when;
        }
        if (derived.event() instanceof UnitUrged urged) {
            return urged.level() + " " + when;
        }
        var opened = (SupervisionOpened) derived.event();
        return "SUPERVISED " + when + " until " + local(opened.dueAt());
    }
}
