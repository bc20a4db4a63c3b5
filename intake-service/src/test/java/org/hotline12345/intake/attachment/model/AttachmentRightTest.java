package org.hotline12345.intake.attachment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CourseEnd;
import org.hotline12345.events.course.CoursePhase;
import org.junit.jupiter.api.Test;

class AttachmentRightTest {
    private static CaseCourse course(CoursePhase phase, String lead, String handling, CourseEnd end) {
        return new CaseCourse(phase, 1, lead, handling, UUID.randomUUID(), false, false, null, end);
    }

    /** The caller is of unit W; W-1 stands below it. */
    private static boolean may(CaseCourse course, CaseCourse lead, String... accused) {
        return may(course, lead, List.of(), accused);
    }

    private static boolean may(CaseCourse course, CaseCourse lead, List<String> coUnits, String... accused) {
        return new AttachmentRight(List.of(accused), course, lead, coUnits)
                .ofUnit(unit -> unit != null && unit.startsWith("W"), unit -> unit.equals("W"));
    }

    @Test
    void the_unit_that_has_the_case_may_read_and_so_may_the_one_above_it() {
        assertThat(may(course(CoursePhase.WITH_UNIT, "W", null, null), null)).isTrue();
        assertThat(may(course(CoursePhase.WITH_UNIT, "W-1", null, null), null)).isTrue();
    }

    @Test
    void the_unit_it_was_handed_down_to_may_read() {
        assertThat(may(course(CoursePhase.WITH_UNIT, "ABOVE", "W", null), null)).isTrue();
    }

    @Test
    void a_unit_that_co_handles_may_read_while_the_order_stands() {
        assertThat(may(course(CoursePhase.WITH_UNIT, "R", null, null), null, List.of("W")))
                .isTrue();
        assertThat(may(CaseCourse.UNHEARD, null, List.of("W"))).isFalse();
        assertThat(may(course(CoursePhase.WITH_UNIT, "R", null, null), null, List.of("W"), "W"))
                .isFalse();
    }

    @Test
    void another_unit_may_not() {
        assertThat(may(course(CoursePhase.WITH_UNIT, "R", null, null), null)).isFalse();
        assertThat(may(CaseCourse.UNHEARD, null)).isFalse();
    }

    @Test
    void the_unit_that_answered_may_read_what_it_answered() {
        assertThat(may(course(CoursePhase.ENDED, "W", null, CourseEnd.CLOSED), null))
                .isTrue();
    }

    @Test
    void of_a_merged_case_the_unit_of_the_lead_case_may_read() {
        var merged = course(CoursePhase.MERGED, "R", null, null);
        assertThat(may(merged, course(CoursePhase.WITH_UNIT, "W", null, null))).isTrue();
        assertThat(may(merged, course(CoursePhase.WITH_UNIT, "R", null, null))).isFalse();
        assertThat(may(course(CoursePhase.MERGED, "W", null, null), null)).isFalse();
    }

    @Test
    void the_accused_never_read() {
        assertThat(may(course(CoursePhase.WITH_UNIT, "W", null, null), null, "W"))
                .isFalse();
    }
}
