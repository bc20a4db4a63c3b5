package org.hotline12345.dispatch.reply.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hotline12345.dispatch.reply.model.Reply.ReplyText;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.course.CaseCourse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionRuleTest {
    private static final UUID ORDER = new UUID(0, 1);
    private static final Instant REPLIED = Instant.parse("2026-03-02T02:00:00Z");

    private static CaseCourse course(String words) {
        return CaseCourse.decode(words + " round=1 unit=W order=" + ORDER);
    }

    @ParameterizedTest(name = "{0} {1} after {2} days: {3}")
    @CsvSource({
        "REPLIED, , 0, true",
        "REPLIED, , 90, true",
        "ENDED, CLOSED, 14, true",
        "ENDED, CLOSED, 15, true",
        "ENDED, CLOSED, 16, false",
        "ENDED, WITHDRAWN, 1, false",
        "REWORK, , 1, false"
    })
    void until_the_case_is_closed_and_for_as_long_as_a_citizen_may_object(
            String phase, String end, int days, boolean allowed) {
        var course = CaseCourse.decode(phase + " round=1 unit=W order=" + ORDER + (end == null ? "" : " end=" + end));

        assertThat(CorrectionRule.allows(course, ORDER, REPLIED, REPLIED.plusSeconds(days * 86_400L)))
                .isEqualTo(allowed);
    }

    @Test
    void the_reply_of_an_earlier_round_is_not_corrected() {
        assertThat(CorrectionRule.allows(course("REPLIED"), new UUID(0, 2), REPLIED, REPLIED))
                .isFalse();
    }

    @Test
    void a_correction_under_way_may_be_finished_however_long_ago_the_case_was_closed() {
        assertThat(CorrectionRule.holds(CaseCourse.decode("ENDED order=" + ORDER + " end=CLOSED"), ORDER))
                .isTrue();
        assertThat(CorrectionRule.holds(CaseCourse.decode("REWORK order=" + ORDER), ORDER))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} {1} after RESOLVED: {2}")
    @CsvSource({"RESOLVED, , false", "EXPLAINED, , true", "PLANNED, 2026-04-01, true"})
    void another_conclusion_is_another_result_and_other_words_are_not(
            Disposition disposition, LocalDate reviewDate, boolean another) {
        var before = new ReplyText(Disposition.RESOLVED, "已修复", null, null, null);

        assertThat(new ReplyText(disposition, "已于今日修复", "依据", null, reviewDate).isAnotherResultThan(before))
                .isEqualTo(another);
    }

    @Test
    void a_planned_matter_at_another_time_is_another_result() {
        var before = new ReplyText(Disposition.PLANNED, "四月", null, null, LocalDate.parse("2026-04-01"));
        var after = new ReplyText(Disposition.PLANNED, "五月", null, null, LocalDate.parse("2026-05-01"));

        assertThat(after.isAnotherResultThan(before)).isTrue();
        assertThat(after.isAnotherResultThan(after)).isFalse();
    }
}
