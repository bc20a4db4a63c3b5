package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;
import static org.hotline12345.dispatch.cases.model.Sample.course;

import java.util.UUID;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.events.WorkOrderState;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CourseEnd;
import org.hotline12345.events.course.CoursePhase;
import org.junit.jupiter.api.Test;

/** What the stream says of a case wins over what was decided here meanwhile. */
class CourseOfACaseTest {
    private static final UUID CASE = new UUID(0, 1);
    private static final UUID ORDER = new UUID(1, 1);

    @Test
    void a_link_ends_an_order_whose_return_is_open() {
        var unsigned = handled(WorkOrderState.RETURN_REQUESTED, false, course(CoursePhase.WITH_UNIT, false));
        hear(unsigned, new CaseNotAccepted(CASE, NonAcceptanceReason.LEGAL_ROUTE, "无新的情况", NOW, null));
        assertThat(unsigned.order(ORDER).state()).isEqualTo(WorkOrderState.WITHDRAWN);
        assertThat(unsigned.ended()).isEqualTo("NOT_ACCEPTED");
    }

    @Test
    void an_answer_that_was_faster_than_the_signature_ends_the_signed_order() {
        var signed = handled(WorkOrderState.SIGNED, true, course(CoursePhase.WITH_UNIT, false));
        hear(
                signed,
                new CaseAnsweredDirectly(CASE, "已答复", AnsweredBy.AGENT, null, NOW),
                new WorkOrderSigned(CASE, ORDER, "WATER", "li", NOW));
        assertThat(signed.order(ORDER).state()).isEqualTo(WorkOrderState.WITHDRAWN);
        assertThat(signed.course().end()).isEqualTo(CourseEnd.ANSWERED);
    }

    @Test
    void an_answer_behind_the_signature_leaves_the_order_to_its_unit() {
        var signed = handled(WorkOrderState.SIGNED, true, course(CoursePhase.WITH_UNIT, false));
        hear(
                signed,
                new WorkOrderSigned(CASE, ORDER, "WATER", "li", NOW),
                new CaseAnsweredDirectly(CASE, "已答复", AnsweredBy.AGENT, null, NOW));
        assertThat(signed.order(ORDER).state()).isEqualTo(WorkOrderState.SIGNED);
        assertThat(signed.ended()).isNull();
    }

    @Test
    void a_withdrawal_behind_the_reply_ends_the_case_and_no_rework_follows() {
        var answered = handled(WorkOrderState.REPLIED, true, course(CoursePhase.REPLIED, true));
        var changes = hear(
                answered,
                new CaseWithdrawn(CASE, "自行解决", NOW),
                new ReworkOrdered(
                        CASE, new UUID(0, 9), ORDER, 1, "WATER", ReworkCause.DISSATISFIED, "没有", "system", NOW, null));
        assertThat(answered.ended()).isEqualTo("WITHDRAWN");
        assertThat(answered.order(ORDER).state()).isEqualTo(WorkOrderState.REPLIED);
        assertThat(changes.events()).isEmpty();
    }

    @Test
    void of_two_reworks_the_second_finds_the_case_in_rework() {
        var answered = handled(WorkOrderState.REPLIED, true, course(CoursePhase.REPLIED, true));
        var rework = new ReworkOrdered(
                CASE, new UUID(0, 9), ORDER, 1, "WATER", ReworkCause.DISSATISFIED, "没有", "system", NOW, true);
        var changes = hear(answered, rework, rework);
        assertThat(changes.events()).hasSize(1);
        assertThat(changes.cases().iterator().next().course().phase()).isEqualTo(CoursePhase.REWORK);
    }

    private static CaseChanges hear(DispatchCase of, CaseEvent... events) {
        var set = Sample.set(of);
        for (var event : events) {
            set.apply(new Heard(new UUID(0, 8), event, NOW, false), null);
        }
        return set.changes();
    }

    private static DispatchCase handled(WorkOrderState state, boolean signed, CaseCourse course) {
        var made = Sample.inCourse(1, course);
        var order = Sample.order(made, "WATER", state);
        made.add((signed ? order : order.unsigned()).made());
        return made;
    }
}
