package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;
import static org.hotline12345.dispatch.cases.model.Sample.assertRefused;
import static org.hotline12345.events.WorkOrderState.PENDING_SIGN;

import java.util.List;
import java.util.UUID;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Urgency;
import org.junit.jupiter.api.Test;

/** An order just given, and who reads it before it is handled. */
class GivenOrderTest {
    @Test
    void an_order_just_given_is_stored_with_its_first_version_whatever_follows_at_once() {
        var order = given("WATER", false);
        assertThat(order.isChanged()).isTrue();
        order.touch();

        assertThat(order.isNew()).isTrue();
        assertThat(order.version()).isZero();
        assertThat(order.storedVersion()).isZero();
        assertThat(order.state()).isEqualTo(PENDING_SIGN);
        assertThat(order.lastEventAt()).isEqualTo(NOW);
    }

    @Test
    void the_event_of_giving_says_to_whom_why_and_whom_the_case_accuses() {
        var order = WorkOrder.given(
                new UUID(1, 7),
                Sample.facts(1, "LIGHT"),
                false,
                new Assignment(
                        "WATER",
                        List.of("POOL"),
                        "C",
                        "A",
                        DecidedBy.MODEL,
                        "相似",
                        2,
                        DispatchCause.AFTER_RETURN,
                        new UUID(1, 6),
                        0.9,
                        "m1"),
                NOW,
                Sample.office());

        assertThat(order.dispatched(4))
                .isEqualTo(new CaseDispatched(
                        Sample.id(1),
                        new UUID(1, 7),
                        2,
                        DispatchCause.AFTER_RETURN,
                        "WATER",
                        List.of("POOL"),
                        "C",
                        "A",
                        DecidedBy.MODEL,
                        "相似",
                        0.9,
                        "m1",
                        new UUID(1, 6),
                        NOW,
                        List.of("LIGHT"),
                        4));
        assertThat(order.coUnits()).containsExactly("POOL");
    }

    @Test
    void where_all_cases_are_read_first_handling_waits_until_a_leader_has_read_it() {
        var order = given("STRICT", false);
        assertThat(order.instructionStanding()).isEqualTo(InstructionStanding.AWAITED);
        assertRefused(order::requireInstructed).isEqualTo(new Refusal.InstructionAwaited());

        order.markRead(NOW.plusSeconds(60));

        assertThat(order.instructionStanding()).isEqualTo(InstructionStanding.READ);
        assertThat(order.state()).isEqualTo(PENDING_SIGN);
        assertThat(order.lastEventAt()).isEqualTo(NOW.plusSeconds(60));
        order.requireInstructed();
    }

    @Test
    void an_instruction_counts_more_than_a_read_mark_behind_it() {
        var order = given("STRICT", false);
        order.instruct(NOW.plusSeconds(60));
        order.markRead(NOW.plusSeconds(90));

        assertThat(order.instructionStanding()).isEqualTo(InstructionStanding.GIVEN);
        assertThat(order.lastEventAt()).isEqualTo(NOW.plusSeconds(90));
        order.requireInstructed();
    }

    @Test
    void where_complex_cases_are_read_first_a_simple_one_is_handled_at_once() {
        assertThat(given("CAREFUL", false).instructionStanding()).isEqualTo(InstructionStanding.NOT_NEEDED);
        assertThat(given("CAREFUL", false, "POOL").instructionStanding()).isEqualTo(InstructionStanding.AWAITED);
        var urgent = WorkOrder.given(
                new UUID(1, 1), Sample.facts(1, Urgency.URGENT), false, to("CAREFUL"), NOW, Sample.office());
        assertThat(urgent.instructionStanding()).isEqualTo(InstructionStanding.AWAITED);
    }

    @Test
    void no_leader_is_asked_to_read_what_was_moved_in() {
        var order = given("STRICT", true);
        assertThat(order.instructionStanding()).isEqualTo(InstructionStanding.NOT_NEEDED);
        assertThat(order.imported()).isTrue();
        order.requireInstructed();
    }

    private static WorkOrder given(String unit, boolean imported, String... coUnits) {
        return WorkOrder.given(new UUID(1, 1), Sample.facts(1), imported, to(unit, coUnits), NOW, Sample.office());
    }

    private static Assignment to(String unit, String... coUnits) {
        return new Assignment(unit, List.of(coUnits), null, null, DecidedBy.CLERK, "r", 1, DispatchCause.FIRST, null);
    }
}
