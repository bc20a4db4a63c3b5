package org.hotline12345.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CourseEnd;
import org.hotline12345.events.course.CoursePhase;
import org.junit.jupiter.api.Test;

/** Histories in which the four services once contradicted each other for ever, each shortened to its core. */
class FoundHistoriesTest {
    private final World world = new World();

    private CaseCourse after(String... steps) {
        List.of(steps).forEach(world::does);
        world.deliverAll();
        assertThat(world.objections()).as("%s", world).isEmpty();
        return world.course(World.theCase('A'));
    }

    @Test
    void l1_a_link_while_an_unsigned_unit_asks_to_return_the_case() {
        var course = after("intake: register A", "all", "dispatch: return A", "all", "intake: link A");

        assertThat(course.end()).isEqualTo(CourseEnd.NOT_ACCEPTED);
    }

    @Test
    void l2_a_link_behind_the_signature() {
        var course = after(
                "intake: register A", "all", "dispatch: sign A", "intake: link A", "dispatch tells", "intake tells");

        assertThat(course.phase()).isEqualTo(CoursePhase.WITH_UNIT);
        assertThat(world.finish()).isEmpty();
        assertThat(world.course(World.theCase('A')).end()).isEqualTo(CourseEnd.CLOSED);
    }

    @Test
    void l2_a_link_before_a_signature_that_dispatch_has_taken_already() {
        var course = after(
                "intake: register A", "all", "dispatch: sign A", "intake: link A", "intake tells", "dispatch tells");

        assertThat(course.end()).isEqualTo(CourseEnd.NOT_ACCEPTED);
    }

    @Test
    void l2_a_link_behind_the_signature_of_a_unit_that_has_meanwhile_returned_the_case() {
        var course = after(
                "intake: register A",
                "all",
                "dispatch: sign A",
                "intake: link A",
                "dispatch tells",
                "dispatch: return A",
                "dispatch: grant return A",
                "intake tells");

        assertThat(course.phase()).isEqualTo(CoursePhase.WITH_UNIT);
        assertThat(course.leadUnit()).isEqualTo("U2");
    }

    @Test
    void a_correction_that_accuses_the_unit_takes_the_case_from_it_although_it_has_signed() {
        var course = after(
                "intake: register A", "all", "dispatch: sign A", "all", "intake: correct to accuse A", "intake tells");

        assertThat(course.phase()).isEqualTo(CoursePhase.IN_TRIAGE);
        assertThat(course.leadUnit()).isNull();
    }

    @Test
    void a_correction_behind_the_reply_takes_nothing_from_anybody() {
        var course = after(
                "intake: register A",
                "all",
                "dispatch: sign A",
                "dispatch: submit A",
                "dispatch: sign off A",
                "intake: correct to accuse A",
                "dispatch tells",
                "intake tells");

        assertThat(course.leadUnit()).isEqualTo("U1");
        assertThat(world.finish()).isEmpty();
    }

    @Test
    void a_correction_of_which_dispatch_had_not_heard_when_it_gave_the_case_holds_everywhere() {
        after(
                "intake: register A",
                "intake tells",
                "dispatch hears",
                "dispatch: sign A",
                "intake: correct category A",
                "intake: correct area A",
                "intake tells",
                "dispatch tells");

        assertThat(facts()).containsExactly("ROAD A1");
    }

    @Test
    void what_a_dispatcher_decides_after_the_correction_holds_everywhere() {
        after(
                "intake: register for triage A",
                "intake: correct category A",
                "all",
                "dispatch: triage elsewhere A",
                "dispatch: sign A",
                "intake: correct area A",
                "intake tells",
                "dispatch tells");

        assertThat(facts()).containsExactly("ROAD A1");
    }

    @Test
    void of_two_corrections_each_holds_until_it_is_heard() {
        after(
                "intake: register for triage A",
                "intake: correct category A",
                "intake: correct area A",
                "all",
                "intake: correct area A",
                "intake tells",
                "dispatch: triage elsewhere A",
                "dispatch: sign A",
                "dispatch tells");

        assertThat(facts()).containsExactly("ROAD A2");
    }

    @Test
    void whom_a_correction_cleared_is_accused_by_no_dispatch_decided_before() {
        after(
                "intake: register A",
                "intake: correct to accuse A",
                "all",
                "dispatch: triage A",
                "intake: correct A",
                "intake tells",
                "dispatch tells");

        assertThat(world.facts(World.theCase('A')).values())
                .extracting(Facts::accused)
                .containsOnly(Set.of());
    }

    @Test
    void what_is_corrected_behind_a_reply_under_way_is_handled_again_by_what_is_right() {
        after(
                "intake: register A",
                "all",
                "dispatch: sign A",
                "dispatch: submit A",
                "dispatch: sign off A",
                "intake: correct category A",
                "intake tells",
                "dispatch tells",
                "all",
                "followup: dissatisfied A");

        assertThat(facts()).containsExactly("ROAD null");
        assertThat(world.course(World.theCase('A')).round()).isEqualTo(2);
    }

    /** What dispatch and assessment take the case for. */
    private Set<String> facts() {
        return Stream.of("dispatch", "assessment")
                .map(side -> world.facts(World.theCase('A')).get(side))
                .map(each -> each.category() + " " + (Facts.UNSAID.equals(each.area()) ? null : each.area()))
                .collect(Collectors.toSet());
    }

    @Test
    void l3_a_withdrawal_behind_the_reply() {
        var course = after(
                "intake: register A",
                "all",
                "dispatch: sign A",
                "dispatch: submit A",
                "dispatch: sign off A",
                "intake: withdraw A",
                "dispatch tells",
                "intake tells");

        assertThat(course.end()).isEqualTo(CourseEnd.WITHDRAWN);
    }

    @Test
    void l3_a_withdrawal_between_the_reply_and_a_closing_that_follow_up_has_taken_already() {
        var course = after(
                "intake: register A",
                "all",
                "dispatch: sign A",
                "all",
                "dispatch: submit A",
                "dispatch: sign off A",
                "dispatch tells",
                "followup hears",
                "intake: withdraw A",
                "followup: satisfied A",
                "intake tells",
                "followup tells");

        assertThat(course.end()).isEqualTo(CourseEnd.WITHDRAWN);
    }

    @Test
    void l4_a_merged_case_that_the_unit_of_the_lead_answers_and_handles_again() {
        var answered = after(
                "intake: register A",
                "intake: register for triage B",
                "all",
                "dispatch: triage B",
                "all",
                "dispatch: merge B",
                "all",
                "dispatch: sign B",
                "dispatch: submit B",
                "dispatch: sign off B",
                "all");
        assertThat(answered.leadUnit()).isEqualTo("U2");
        assertThat(answered.mergedInto()).isEqualTo(World.theCase('B'));

        var again = after("followup: dissatisfied A");

        assertThat(again.phase()).isEqualTo(CoursePhase.WITH_UNIT);
        assertThat(again.round()).isEqualTo(2);
        assertThat(again.leadUnit()).isEqualTo("U2");
    }

    @Test
    void an_answer_while_the_case_was_merged() {
        var course = after(
                "intake: register for triage A",
                "intake: register B",
                "all",
                "intake: answer A",
                "dispatch: merge B",
                "dispatch tells",
                "intake tells");

        assertThat(course.end()).isEqualTo(CourseEnd.ANSWERED);
    }

    @Test
    void a_signature_behind_an_answer_that_came_before_the_dispatch() {
        var course = after(
                "intake: register A",
                "intake tells",
                "dispatch hears",
                "intake: answer A",
                "dispatch: sign A",
                "intake tells",
                "dispatch tells");

        assertThat(course.end()).isEqualTo(CourseEnd.ANSWERED);
        assertThat(course.leadUnit()).isNull();
    }

    @Test
    void an_objection_to_a_case_that_was_closed_after_rework_waits_for_a_decision_everywhere() {
        var course = after(
                "intake: register A",
                "all",
                "dispatch: sign A",
                "dispatch: submit A",
                "dispatch: sign off A",
                "all",
                "followup: satisfied A",
                "followup: object A",
                "all",
                "dispatch: sign A",
                "dispatch: submit A",
                "dispatch: sign off A",
                "all",
                "followup: satisfied A",
                "followup: object A");

        assertThat(course.phase()).isEqualTo(CoursePhase.REPLIED);
        assertThat(world.finish()).isEmpty();
        assertThat(world.course(World.theCase('A')).end()).isEqualTo(CourseEnd.CLOSED);
    }
}
