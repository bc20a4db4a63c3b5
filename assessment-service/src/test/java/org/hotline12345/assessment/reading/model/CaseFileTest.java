package org.hotline12345.assessment.reading.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.Satisfaction;
import org.junit.jupiter.api.Test;

class CaseFileTest {
    private static final UUID CASE = UUID.randomUUID();
    private static final UUID ORDER = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-11-02T01:00:00Z");

    @Test
    void what_was_said_answered_and_done_is_told_in_order() {
        var file = CaseFile.of(List.of(
                Lives.registered(CASE, IntakeOutcome.TO_DISPATCH, AT),
                Lives.dispatched(CASE, ORDER, 1, DispatchCause.FIRST, "WATER", AT.plusSeconds(60)),
                Lives.deadline(CASE, ORDER, 1, DeadlineKind.SIGN, AT.plusSeconds(86_400)),
                Lives.deadline(CASE, ORDER, 1, DeadlineKind.REPLY, AT.plusSeconds(5 * 86_400)),
                Lives.signed(CASE, ORDER, "WATER", AT.plusSeconds(600)),
                Lives.replied(CASE, ORDER, 1, "WATER", AT.plusSeconds(7_200)),
                Lives.informed(CASE, ORDER, 1, "WATER", NoticeChannel.ROBOT, true, AT.plusSeconds(8_000)),
                Lives.calledBack(
                        CASE, UUID.randomUUID(), ORDER, 1, "WATER", Satisfaction.DISSATISFIED, AT.plusSeconds(9_000))));

        assertThat(file.registered().text()).isEqualTo("小区停水三天");
        assertThat(file.course())
                .extracting(step -> step.what().in(Language.ZH))
                .containsExactly("登记", "派单（第1轮）", "答复时限：2026-11-07 09:00", "签收", "答复（已解决）", "已告知诉求人（智能语音）", "回访：不满意");
        assertThat(file.course())
                .extracting(step -> step.what().in(Language.EN))
                .contains("Dispatched (round 1)", "Reply (resolved)", "Callback: dissatisfied");
        assertThat(file.answers()).extracting(Step::text).containsExactly("已于当日恢复供水");
        assertThat(file.answers()).extracting(Step::unit).containsExactly("WATER");
    }

    @Test
    void without_a_registration_there_is_nothing_to_read() {
        assertThat(CaseFile.of(List.of(Lives.signed(CASE, ORDER, "WATER", AT)))).isNull();
        assertThat(CaseFile.of(List.of())).isNull();
    }
}
