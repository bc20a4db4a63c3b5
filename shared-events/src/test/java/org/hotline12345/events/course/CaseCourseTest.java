package org.hotline12345.events.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotline12345.events.course.CaseEvents.BELOW;
import static org.hotline12345.events.course.CaseEvents.CASE;
import static org.hotline12345.events.course.CaseEvents.LEAD;
import static org.hotline12345.events.course.CaseEvents.NEXT;
import static org.hotline12345.events.course.CaseEvents.ORDER;
import static org.hotline12345.events.course.CaseEvents.UNIT;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.SupervisionCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaseCourseTest {
    /** A line per event, a column per standing: the phase it leads to, or - where it comes too late or too early. */
    private static final String WHO_WINS = """
            event         | UNHEARD    | TRIAGE  | UNSIGNED | RETURN  | SIGNED  | RETURN_OF_SIGNED | AWAITING | MERGED  | MERGED_SIGNED | REPLIED | REWORK    | CLOSED | WITHDRAWN | ANSWERED
            registered    | ENDED      | -       | -        | -       | -       | -                | -        | -       | -             | -       | -         | -      | -         | -
            answered      | ENDED      | ENDED   | ENDED    | ENDED   | -       | -                | ENDED    | ENDED   | -             | -       | -         | -      | -         | -
            refused       | ENDED      | ENDED   | ENDED    | ENDED   | -       | -                | ENDED    | ENDED   | -             | -       | -         | -      | -         | -
            withdrawn     | ENDED      | ENDED   | ENDED    | ENDED   | ENDED   | ENDED            | ENDED    | ENDED   | ENDED         | ENDED   | ENDED     | -      | -         | -
            dispatched    | WITH_UNIT  | WITH_UNIT | WITH_UNIT | WITH_UNIT | WITH_UNIT | WITH_UNIT  | WITH_UNIT | -      | -             | -       | WITH_UNIT | -      | -         | -
            dispatchedAgain | WITH_UNIT | WITH_UNIT | -       | -       | -       | -                | WITH_UNIT | -      | -             | -       | WITH_UNIT | -      | -         | -
            triage        | IN_TRIAGE  | IN_TRIAGE | IN_TRIAGE | IN_TRIAGE | IN_TRIAGE | IN_TRIAGE  | IN_TRIAGE | -      | -             | -       | IN_TRIAGE | -      | -         | -
            signed        | -          | -       | WITH_UNIT | WITH_UNIT | WITH_UNIT | WITH_UNIT    | -        | -       | -             | -       | -         | -      | -         | -
            returnAsked   | -          | -       | WITH_UNIT | WITH_UNIT | WITH_UNIT | WITH_UNIT    | -        | -       | -             | -       | -         | -      | -         | -
            returnGranted | -          | -       | AWAITING_DISPATCH | AWAITING_DISPATCH | AWAITING_DISPATCH | AWAITING_DISPATCH | - | - | -  | -       | -         | -      | -         | -
            returnRefused | -          | -       | WITH_UNIT | WITH_UNIT | WITH_UNIT | WITH_UNIT    | -        | -       | -             | -       | -         | -      | -         | -
            recalled      | -          | -       | AWAITING_DISPATCH | AWAITING_DISPATCH | AWAITING_DISPATCH | AWAITING_DISPATCH | - | - | -  | -       | -         | -      | -         | -
            handedDown    | -          | -       | WITH_UNIT | WITH_UNIT | WITH_UNIT | WITH_UNIT    | -        | -       | -             | -       | -         | -      | -         | -
            signedOther   | -          | -       | -        | -       | -       | -                | -        | -       | -             | -       | -         | -      | -         | -
            returnAskedOther | -       | -       | -        | -       | -       | -                | -        | -       | -             | -       | -         | -      | -         | -
            returnGrantedOther | -     | -       | -        | -       | -       | -                | -        | -       | -             | -       | -         | -      | -         | -
            recalledOther | -          | -       | -        | -       | -       | -                | -        | -       | -             | -       | -         | -      | -         | -
            handedDownOther | -        | -       | -        | -       | -       | -                | -        | -       | -             | -       | -         | -      | -         | -
            merged        | MERGED     | MERGED  | MERGED   | MERGED  | MERGED  | MERGED           | MERGED   | MERGED  | MERGED        | -       | -         | -      | -         | -
            unmerged      | -          | -       | -        | -       | -       | -                | -        | AWAITING_DISPATCH | AWAITING_DISPATCH | - | -     | -      | -         | -
            replied       | -          | -       | REPLIED  | REPLIED | REPLIED | REPLIED          | -        | REPLIED | REPLIED       | -       | -         | -      | -         | -
            repliedOther  | -          | -       | -        | -       | -       | -                | -        | -       | -             | -       | -         | -      | -         | -
            corrected | -          | -       | -        | -       | -       | -                | -        | -       | -             | REPLIED | -         | ENDED | -         | -
            correctedAnew | -          | -       | -        | -       | -       | -                | -        | -       | -             | REPLIED | -         | REPLIED | -         | -
            correctedOther | -          | -       | -        | -       | -       | -                | -        | -       | -             | - | -         | - | -         | -
            closed        | -          | -       | -        | -       | -       | -                | -        | -       | -             | ENDED   | -         | -      | -         | -
            rework        | -          | -       | -        | -       | -       | -                | -        | -       | -             | REWORK  | -         | REWORK | -         | -
            objected      | REGISTERED | IN_TRIAGE | WITH_UNIT | WITH_UNIT | WITH_UNIT | WITH_UNIT   | AWAITING_DISPATCH | MERGED | MERGED  | REPLIED | REWORK    | REPLIED | ENDED    | ENDED
            """;

    private static final Map<String, CaseEvent> EVENTS = events();
    private static final Map<String, CaseCourse> STANDINGS = standings();

    private static Map<String, CaseEvent> events() {
        var events = new LinkedHashMap<String, CaseEvent>();
        events.put("registered", CaseEvents.registered(IntakeOutcome.ANSWERED));
        events.put("answered", CaseEvents.answered());
        events.put("refused", CaseEvents.refused());
        events.put("withdrawn", CaseEvents.withdrawn());
        events.put("dispatched", CaseEvents.dispatched(NEXT, 2, "U2"));
        events.put("dispatchedAgain", CaseEvents.dispatched(ORDER, 1, UNIT));
        events.put("triage", CaseEvents.triage());
        events.put("signed", CaseEvents.signed(ORDER));
        events.put("signedOther", CaseEvents.signed(NEXT));
        events.put("returnAsked", CaseEvents.returnRequested(ORDER));
        events.put("returnAskedOther", CaseEvents.returnRequested(NEXT));
        events.put("returnGranted", CaseEvents.returnDecided(ORDER, true));
        events.put("returnRefused", CaseEvents.returnDecided(ORDER, false));
        events.put("returnGrantedOther", CaseEvents.returnDecided(NEXT, true));
        events.put("recalled", CaseEvents.recalled(ORDER));
        events.put("recalledOther", CaseEvents.recalled(NEXT));
        events.put("handedDown", CaseEvents.handedDown(ORDER, BELOW));
        events.put("handedDownOther", CaseEvents.handedDown(NEXT, BELOW));
        events.put("merged", CaseEvents.merged(LEAD));
        events.put("unmerged", CaseEvents.unmerged());
        events.put("replied", CaseEvents.replied(ORDER, UNIT));
        events.put("repliedOther", CaseEvents.replied(NEXT, UNIT));
        events.put("corrected", CaseEvents.corrected(ORDER, false));
        events.put("correctedAnew", CaseEvents.corrected(ORDER, true));
        events.put("correctedOther", CaseEvents.corrected(NEXT, true));
        events.put("closed", CaseEvents.closed());
        events.put("rework", CaseEvents.rework());
        events.put("objected", CaseEvents.supervised(SupervisionCause.SECOND_DISSATISFACTION, ORDER));
        return events;
    }

    private static Map<String, CaseCourse> standings() {
        var standings = new LinkedHashMap<String, CaseCourse>();
        standings.put("UNHEARD", CaseCourse.UNHEARD);
        standings.put("TRIAGE", course("triage"));
        standings.put("UNSIGNED", course("dispatchedAgain"));
        standings.put("RETURN", course("dispatchedAgain", "returnAsked"));
        standings.put("SIGNED", course("dispatchedAgain", "signed"));
        standings.put("RETURN_OF_SIGNED", course("dispatchedAgain", "signed", "returnAsked"));
        standings.put("AWAITING", course("dispatchedAgain", "returnAsked", "returnGranted"));
        standings.put("MERGED", course("dispatchedAgain", "merged"));
        standings.put("MERGED_SIGNED", course("dispatchedAgain", "signed", "merged"));
        standings.put("REPLIED", course("dispatchedAgain", "signed", "replied"));
        standings.put("REWORK", course("dispatchedAgain", "signed", "replied", "rework"));
        standings.put("CLOSED", course("dispatchedAgain", "signed", "replied", "closed"));
        standings.put("WITHDRAWN", course("dispatchedAgain", "signed", "withdrawn"));
        standings.put("ANSWERED", course("answered"));
        return standings;
    }

    private static CaseCourse course(String... names) {
        var course = CaseCourse.registered(CaseEvents.registered(IntakeOutcome.TO_DISPATCH));
        for (String name : names) {
            assertThat(course.admits(EVENTS.get(name))).as(name).isTrue();
            course = course.after(EVENTS.get(name));
        }
        return course;
    }

    static Stream<Arguments> whoWins() {
        String[] lines = WHO_WINS.split("\n");
        String[] standings = lines[0].split("\\|");
        return Stream.of(lines)
                .skip(1)
                .map(line -> line.split("\\|"))
                .flatMap(cells -> Stream.iterate(1, i -> i < cells.length, i -> i + 1)
                        .map(i -> Arguments.of(cells[0].strip(), standings[i].strip(), cells[i].strip())));
    }

    @ParameterizedTest(name = "{0} finds {1}: {2}")
    @MethodSource("whoWins")
    void the_table_says_what_an_event_means_where_it_finds_the_case(String event, String standing, String becomes) {
        CaseCourse before = STANDINGS.get(standing);

        CaseCourse after = before.after(EVENTS.get(event));

        boolean admitted = !becomes.equals("-");
        assertThat(before.admits(EVENTS.get(event))).isEqualTo(admitted);
        assertThat(after.phase()).isEqualTo(admitted ? CoursePhase.valueOf(becomes) : before.phase());
        if (!admitted) {
            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    void the_table_tells_of_every_event_that_can_change_a_course() {
        assertThat(EVENTS.values()).extracting(Object::getClass).containsAll(CaseCourse.events());
    }

    @Test
    void an_event_beside_the_course_changes_nothing_and_is_admitted() {
        var urged = new CitizenUrged(CASE, 1, null, Instant.EPOCH);

        for (CaseCourse course : STANDINGS.values()) {
            assertThat(course.admits(urged)).isTrue();
            assertThat(course.after(urged)).isEqualTo(course);
        }
    }

    @ParameterizedTest
    @EnumSource(IntakeOutcome.class)
    void a_case_begins_as_intake_registered_it(IntakeOutcome outcome) {
        var course = CaseCourse.registered(CaseEvents.registered(outcome));

        switch (outcome) {
            case TO_DISPATCH -> assertThat(course).isEqualTo(CaseCourse.UNHEARD);
            case ANSWERED -> assertThat(course.end()).isEqualTo(CourseEnd.ANSWERED);
            case NOT_ACCEPTED -> assertThat(course.end()).isEqualTo(CourseEnd.NOT_ACCEPTED);
        }
    }

    @ParameterizedTest
    @CsvSource({"answered, ANSWERED", "refused, NOT_ACCEPTED", "withdrawn, WITHDRAWN"})
    void it_says_how_it_ended(String event, CourseEnd end) {
        var course = course("dispatchedAgain", event);

        assertThat(course.end()).isEqualTo(end);
        assertThat(course.isEndedInIntake()).isTrue();
        assertThat(course.leadUnit()).as("who had it").isEqualTo(UNIT);
    }

    @Test
    void a_closed_case_is_ended_but_may_be_opened_again() {
        var closed = STANDINGS.get("CLOSED");

        assertThat(closed.isEnded()).isTrue();
        assertThat(closed.isEndedInIntake()).isFalse();
        assertThat(closed.end()).isEqualTo(CourseEnd.CLOSED);
        assertThat(closed.after(CaseEvents.rework()).end()).isNull();
    }

    @Test
    void a_second_objection_to_a_closed_case_leaves_it_open_until_somebody_has_decided() {
        var closed = course("dispatchedAgain", "signed", "replied", "closed");

        var objected = closed.after(EVENTS.get("objected"));

        assertThat(objected.phase()).isEqualTo(CoursePhase.REPLIED);
        assertThat(objected.after(CaseEvents.closed())).isEqualTo(closed);
        assertThat(objected.after(CaseEvents.rework()).phase()).isEqualTo(CoursePhase.REWORK);
    }

    @Test
    void other_supervision_counts_and_changes_no_course() {
        var closed = course("dispatchedAgain", "signed", "replied", "closed");
        var withUnit = course("dispatchedAgain", "signed");

        for (var event : List.of(
                CaseEvents.supervised(SupervisionCause.OVERDUE, ORDER),
                CaseEvents.supervised(SupervisionCause.SECOND_DISSATISFACTION, NEXT))) {
            assertThat(closed.admits(event)).isTrue();
            assertThat(closed.after(event)).isEqualTo(closed);
            assertThat(withUnit.after(event)).isEqualTo(withUnit);
        }
        assertThat(course("withdrawn").after(EVENTS.get("objected"))).isEqualTo(course("withdrawn"));
    }

    @Test
    void a_dispatch_names_order_unit_and_round_and_nothing_of_the_order_before() {
        var course = course("dispatchedAgain", "signed", "handedDown", "replied", "rework", "dispatched");

        assertThat(course)
                .isEqualTo(new CaseCourse(CoursePhase.WITH_UNIT, 2, "U2", null, NEXT, false, false, null, null));
    }

    @Test
    void a_granted_return_leaves_no_unit_and_no_signature() {
        var course = course("dispatchedAgain", "signed", "returnAsked", "returnGranted");

        assertThat(course)
                .isEqualTo(
                        new CaseCourse(CoursePhase.AWAITING_DISPATCH, 1, null, null, null, false, false, null, null));
    }

    @Test
    void a_refused_return_leaves_the_order_signed_or_not_as_before() {
        assertThat(course("dispatchedAgain", "signed", "returnAsked", "returnRefused"))
                .isEqualTo(STANDINGS.get("SIGNED"));
        assertThat(course("dispatchedAgain", "returnAsked", "returnRefused")).isEqualTo(STANDINGS.get("UNSIGNED"));
    }

    @Test
    void a_unit_below_handles_it_until_it_is_handed_back() {
        var below = course("dispatchedAgain", "signed", "handedDown");

        assertThat(below.handler()).isEqualTo(BELOW);
        assertThat(below.leadUnit()).isEqualTo(UNIT);
        assertThat(below.after(CaseEvents.handedDown(ORDER, UNIT)).handlingUnit())
                .isNull();
        assertThat(below.after(CaseEvents.replied(ORDER, UNIT)).handler()).isEqualTo(BELOW);
    }

    @Test
    void the_unit_of_the_lead_case_is_the_one_that_answered_a_merged_case() {
        var answered = course("dispatchedAgain", "merged").after(CaseEvents.replied(ORDER, "LEADS"));

        assertThat(answered.leadUnit()).isEqualTo("LEADS");
        assertThat(answered.workOrderId()).isEqualTo(ORDER);
        assertThat(answered.mergedInto()).isEqualTo(LEAD);
    }

    @Test
    void a_merged_case_may_be_moved_to_another_lead() {
        var other = new UUID(0, 99);

        assertThat(course("dispatchedAgain", "merged")
                        .after(CaseEvents.merged(other))
                        .mergedInto())
                .isEqualTo(other);
    }

    @Test
    void an_open_order_is_the_one_on_which_something_is_owed() {
        assertThat(STANDINGS.get("SIGNED").openOrder()).isEqualTo(ORDER);
        assertThat(STANDINGS.get("SIGNED").isOpen(NEXT)).isFalse();
        assertThat(STANDINGS.get("REPLIED").openOrder()).isNull();
        assertThat(STANDINGS.get("REPLIED").isOpen(ORDER)).isFalse();
    }

    @Test
    void it_is_kept_in_one_line_and_read_back() {
        STANDINGS
                .values()
                .forEach(
                        course -> assertThat(CaseCourse.decode(course.encode())).isEqualTo(course));
        var odd = course("triage").after(CaseEvents.dispatched(ORDER, 1, "一 二=%+"));
        assertThat(CaseCourse.decode(odd.encode())).isEqualTo(odd);
    }

    @Test
    void the_line_says_only_what_there_is() {
        assertThat(CaseCourse.UNHEARD.encode()).isEqualTo("REGISTERED");
        assertThat(STANDINGS.get("RETURN_OF_SIGNED").encode())
                .isEqualTo(
                        "WITH_UNIT round=1 unit=U1 order=00000000-0000-0000-0000-00000000000b signed=yes return=open");
        assertThat(STANDINGS.get("ANSWERED").encode()).isEqualTo("ENDED end=ANSWERED");
    }

    @Test
    void a_contradiction_cannot_be_made() {
        UUID none = null;
        assertThatThrownBy(() -> new CaseCourse(CoursePhase.ENDED, 0, null, null, none, false, false, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CaseCourse(CoursePhase.WITH_UNIT, 1, "U1", null, none, false, false, null, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CaseCourse(CoursePhase.REPLIED, 1, "U1", null, ORDER, true, true, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
