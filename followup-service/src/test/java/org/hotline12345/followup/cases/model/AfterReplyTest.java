package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Informing, callbacks, rework, closing and review: what happens to a case after its reply. */
class AfterReplyTest extends FollowedCase {
    @ParameterizedTest(name = "{0}, solved {1}, objective {2}, disposition {3} -> {4}")
    @CsvSource({
        "VERY_SATISFIED,     true,  ,      RESOLVED,  CLOSE_SATISFIED",
        "BASICALLY_SATISFIED, ,     ,      RESOLVED,  CLOSE_SATISFIED",
        "DISSATISFIED,       true,  ,      RESOLVED,  REWORK",
        "DISSATISFIED,       ,      false, EXPLAINED, REWORK",
        "DISSATISFIED,       true,  true,  RESOLVED,  EXPLAIN",
        "DISSATISFIED,       false, true,  RESOLVED,  EXPLAIN",
        // the unit said that it is solved, and it is not
        "SATISFIED,          false, ,      RESOLVED,  REWORK",
        "SATISFIED,          false, true,  RESOLVED,  CLOSE_SATISFIED",
        // the unit did not say so: the citizen can be satisfied with a plan
        "SATISFIED,          false, ,      PLANNED,   CLOSE_SATISFIED",
        "SATISFIED,          false, ,      EXPLAINED, CLOSE_SATISFIED",
    })
    void what_follows_from_an_answer(
            Satisfaction satisfaction,
            Boolean resolved,
            Boolean objective,
            Disposition disposition,
            AfterAnswer follows) {
        var answer = new Answer(
                SurveyInstrument.AGENT, null, resolved, satisfaction, null, List.of(), null, objective, null);
        assertThat(AfterAnswer.of(answer, disposition, 0, TestOffice.policy().supervision()))
                .isEqualTo(follows);
        AfterAnswer second = follows == AfterAnswer.REWORK ? AfterAnswer.SUPERVISE : follows;
        assertThat(AfterAnswer.of(answer, disposition, 1, TestOffice.policy().supervision()))
                .isEqualTo(second);
    }

    @Test
    void a_wrong_solved_sends_the_case_back_though_the_citizen_is_mild() {
        replied(Disposition.RESOLVED, null);
        answer(SurveyInstrument.AGENT, Satisfaction.BASICALLY_SATISFIED, false, null, null);
        ReworkOrdered rework = one(ReworkOrdered.class);
        assertThat(rework.reason()).isEqualTo("诉求人反映问题没有解决");
        assertThat(rework.cause()).isEqualTo(ReworkCause.DISSATISFIED);
    }

    @Test
    void an_objective_reason_is_explained_before_the_case_is_closed() {
        replied(Disposition.EXPLAINED, null);
        answer(SurveyInstrument.AUTOMATIC, Satisfaction.DISSATISFIED, null, true, null);
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_EXPLANATION);
        assertThat(happened(CaseClosed.class)).isEmpty();
        file.afterReply().explained("政策规定不能办理，已向诉求人说明", Cause.at(at("2026-03-07T10:00"), "anna"), office);
        assertThat(one(CaseClosed.class).reason()).isEqualTo(CloseReason.EXPLAINED);
        assertThat(file.changes().explanations()).singleElement().satisfies(explanation -> {
            assertThat(explanation.by()).isEqualTo("anna");
            assertThat(explanation.text()).startsWith("政策规定不能办理");
        });
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() -> file.afterReply().explained("x", Cause.at(at("2026-03-07T11:00"), "anna"), office));
    }

    @Test
    void the_citizen_may_correct_an_objective_answer_before_it_is_explained() {
        replied(Disposition.RESOLVED, null);
        CaseFile.AskedAbout asked = answer(SurveyInstrument.AUTOMATIC, Satisfaction.DISSATISFIED, true, true, null);
        Answer earlier = given(SurveyInstrument.AUTOMATIC, Satisfaction.DISSATISFIED, true, true, null);
        file.afterReply()
                .answered(
                        asked,
                        given(SurveyInstrument.AUTOMATIC, Satisfaction.SATISFIED, true, null, null),
                        earlier,
                        false,
                        cause("2026-03-06T18:00"),
                        office);
        assertThat(one(CaseClosed.class).reason()).isEqualTo(CloseReason.SATISFIED);
    }

    @Test
    void a_social_survey_counts_and_sends_nobody_to_work() {
        replied(Disposition.RESOLVED, null);
        answer(SurveyInstrument.AGENT, Satisfaction.SATISFIED, true, null, null);
        all();
        answer(SurveyInstrument.SOCIAL_SURVEY, Satisfaction.VERY_DISSATISFIED, false, false, null);
        assertThat(all()).singleElement().isInstanceOf(CallbackCompleted.class);
        assertThat(file.phase()).isEqualTo(Phase.CLOSED);
    }

    @Test
    void a_closed_case_can_be_objected_to_and_it_counts() {
        replied(Disposition.RESOLVED, null);
        answer(SurveyInstrument.AGENT, Satisfaction.SATISFIED, true, null, null);
        assertThat(local(file.afterReply().objectionUntil(office))).isEqualTo("2026-03-21T15:00");
        all();
        file.afterReply().objected("又停水了", Cause.at(at("2026-03-12T09:00"), "agent-1"), office);
        ReworkOrdered rework = one(ReworkOrdered.class);
        assertThat(rework.cause()).isEqualTo(ReworkCause.OBJECTION);
        assertThat(rework.reason()).isEqualTo("又停水了");
        assertThat(file.afterReply().objectionUntil(office)).isNull();
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() -> file.afterReply().objected("x", cause("2026-03-12T10:00"), office));
        // the next round: the second time a supervisor decides
        apply(events.dispatchedAgain("2026-03-12T10:00", DispatchCause.REWORK), events.reply("2026-03-13T10:00"));
        answer(SurveyInstrument.AGENT, Satisfaction.SATISFIED, true, null, null);
        all();
        file.afterReply().objected("还是停水", Cause.at(at("2026-03-16T09:00"), "agent-1"), office);
        assertThat(happened(SupervisionOpened.class)).hasSize(1);
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DECISION);
        // its supervision is what keeps it on a list with a deadline: it cannot be closed before the decision
        Supervision order = file.supervisions().get(0);
        var bySupervisor = Cause.at(at("2026-03-17T09:00"), "sup");
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() -> file.supervising().close(order, "已核实", bySupervisor, office));
        assertThat(order.isOpen()).isTrue();
        file.afterReply().reworkDecided(false, false, "已向诉求人说明", bySupervisor, office);
        file.supervising().close(order, "已核实", bySupervisor, office);
        assertThat(order.isOpen()).isFalse();
    }

    @Test
    void an_answer_by_link_after_the_agents_call_corrects_it() {
        replied(Disposition.RESOLVED, null);
        CaseFile.AskedAbout asked = answer(SurveyInstrument.AGENT, Satisfaction.SATISFIED, true, null, null);
        Answer earlier = given(SurveyInstrument.AGENT, Satisfaction.SATISFIED, true, null, null);
        all();
        file.afterReply()
                .answered(
                        asked,
                        given(SurveyInstrument.AUTOMATIC, Satisfaction.BASICALLY_SATISFIED, true, null, null),
                        earlier,
                        false,
                        cause("2026-03-06T18:00"),
                        office);
        assertThat(one(CallbackCompleted.class).correction()).isTrue();
        Answer last = given(SurveyInstrument.AUTOMATIC, Satisfaction.BASICALLY_SATISFIED, true, null, null);
        file.afterReply()
                .answered(
                        asked,
                        given(SurveyInstrument.SOCIAL_SURVEY, Satisfaction.SATISFIED, true, null, null),
                        last,
                        false,
                        cause("2026-03-20T18:00"),
                        office);
        assertThat(one(CallbackCompleted.class).correction())
                .as("a survey by others stands apart")
                .isFalse();
    }

    @Test
    void telling_is_owed_from_the_reply_and_met_by_whoever_tells() {
        replied(Disposition.RESOLVED, null);
        DeadlineSet set = happened(DeadlineSet.class).stream()
                .filter(d -> d.kind() == DeadlineKind.INFORM)
                .findFirst()
                .orElseThrow();
        assertThat(local(set.dueAt())).isEqualTo("2026-03-09T17:30");
        assertThat(set.returnUntil()).isNull();
        assertThat(file.changes().duties()).singleElement().satisfies(duty -> {
            assertThat(duty.owed()).isTrue();
            assertThat(duty.dueAt()).isEqualTo(set.dueAt());
        });
        file.informing()
                .informed(NoticeChannel.UNIT_CALL, false, at("2026-03-06T11:00"), cause("2026-03-06T11:00"), office);
        assertThat(file.changes().told()).isEmpty();
        file.informing().informed(NoticeChannel.ROBOT, true, at("2026-03-06T12:00"), cause("2026-03-06T12:00"), office);
        assertThat(happened(DeadlineMet.class)).extracting(DeadlineMet::kind).containsExactly(DeadlineKind.INFORM);
        assertThat(file.changes().told()).extracting(Changes.InformingNews::by).containsExactly(NoticeChannel.ROBOT);
    }

    @Test
    void what_is_not_told_in_time_turns_red_and_is_missed() {
        replied(Disposition.RESOLVED, null);
        all();
        file.clocks().fireTimers(at("2026-03-09T17:30:01"), office);
        assertThat(happened(DeadlineMarked.class))
                .extracting(DeadlineMarked::kind)
                .containsExactly(DeadlineKind.INFORM);
        file.informing()
                .informed(NoticeChannel.UNIT_CALL, true, at("2026-03-10T09:00"), cause("2026-03-10T09:00"), office);
        assertThat(happened(DeadlineMissed.class))
                .extracting(DeadlineMissed::kind)
                .containsExactly(DeadlineKind.INFORM);
    }

    @Test
    void the_citizens_word_outweighs_the_units() {
        replied(Disposition.RESOLVED, "2026-03-06T09:30");
        assertThat(happened(DeadlineSet.class)).noneMatch(d -> d.kind() == DeadlineKind.INFORM);
        assertThat(file.progress().informed()).isTrue();
        CaseFile.AskedAbout asked = asked();
        file.afterReply()
                .answered(
                        asked,
                        new Answer(
                                SurveyInstrument.AGENT,
                                false,
                                true,
                                Satisfaction.SATISFIED,
                                null,
                                List.of(),
                                null,
                                null,
                                null),
                        null,
                        false,
                        cause("2026-03-06T15:00"),
                        office);
        assertThat(file.progress().informed()).isFalse();
        assertThat(file.changes().told())
                .extracting(Changes.InformingNews::by)
                .containsExactly(NoticeChannel.UNIT_CALL, null);
    }

    @ParameterizedTest
    @CsvSource({"NO_CONTACT, true, false, false", "NAMED, false, false, false", "HIDDEN_FROM_UNIT, true, true, true"})
    void who_refused_contact_is_not_to_be_informed_and_confidential_cases_are_the_centres(
            Anonymity anonymity, boolean contactable, boolean owed, boolean confidential) {
        file = CaseFile.open(
                events.registered(
                        "2026-03-04T09:00",
                        anonymity,
                        contactable,
                        null,
                        null,
                        IntakeOutcome.TO_DISPATCH,
                        events.citizen),
                false);
        replied(Disposition.RESOLVED, null);
        assertThat(file.changes().duties()).extracting(Changes.NewDuty::owed).containsExactly(owed);
        assertThat(happened(DeadlineSet.class))
                .filteredOn(d -> d.kind() == DeadlineKind.INFORM)
                .extracting(DeadlineSet::unit)
                .as("no unit's")
                .isEqualTo(confidential ? Collections.singletonList(null) : List.of());
        if (confidential) {
            assertThat(file.callbacks())
                    .extracting(callback -> callback.subject().confidential())
                    .containsExactly(true);
            assertThat(file.changes().duties().get(0).dueAt()).isNotNull();
        } else {
            assertThat(file.callbacks()).isEmpty();
        }
    }

    @Test
    void an_answer_on_the_spot_is_surveyed_and_closes_nothing() {
        file = CaseFile.open(registeredAs(IntakeOutcome.ANSWERED, Anonymity.NAMED), false);
        apply(answeredOnTheSpot("2026-03-04T09:05"));
        Callback callback = file.callbacks().get(0);
        assertThat(callback.subject().origin()).isEqualTo(CallbackOrigin.ON_THE_SPOT);
        assertThat(callback.subject().workOrderId()).isNull();
        assertThat(callback.subject().replyText()).isEqualTo("请拨打自来水公司电话");
        var asked = new CaseFile.AskedAbout(callback.id(), null, 0, null, null);
        file.afterReply()
                .answered(
                        asked,
                        given(SurveyInstrument.AUTOMATIC, Satisfaction.DISSATISFIED, false, null, null),
                        null,
                        false,
                        cause("2026-03-04T12:00"),
                        office);
        CallbackCompleted completed = (CallbackCompleted) all().get(0);
        assertThat(completed.round()).isZero();
        assertThat(completed.workOrderId()).isNull();
        assertThat(file.phase()).isEqualTo(Phase.ENDED);
        assertThat(file.progress().callbackId()).isNull();
    }

    @Test
    void an_answer_on_the_spot_is_not_surveyed_where_nobody_may_call_or_the_case_was_withdrawn() {
        file = CaseFile.open(registeredAs(IntakeOutcome.ANSWERED, Anonymity.NO_CONTACT), false);
        apply(answeredOnTheSpot("2026-03-04T09:05"));
        assertThat(file.callbacks()).isEmpty();
        file = CaseFile.open(registeredAs(IntakeOutcome.ANSWERED, Anonymity.NAMED), true);
        apply(answeredOnTheSpot("2026-03-04T09:05"));
        assertThat(file.callbacks()).as("history").isEmpty();
        file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
        apply(new CaseWithdrawn(events.caseId, "不必", at("2026-03-04T09:02")), answeredOnTheSpot("2026-03-04T09:05"));
        assertThat(file.callbacks()).isEmpty();
    }

    @Test
    void a_planned_matter_comes_up_years_later() {
        planned("2029-03-05");
        DeadlineSet review = happened(DeadlineSet.class).stream()
                .filter(d -> d.kind() == DeadlineKind.REVIEW)
                .findFirst()
                .orElseThrow();
        assertThat(local(review.dueAt())).isEqualTo("2029-03-05T17:30");
        assertThat(review.provisional()).isTrue();
        answer(SurveyInstrument.AGENT, Satisfaction.SATISFIED, null, null, null);
        assertThat(file.phase()).isEqualTo(Phase.CLOSED);
        all();
        file.clocks().fireTimers(at("2029-03-05T08:29:59"), office);
        assertThat(happened(UnitUrged.class)).isEmpty();
        file.clocks().fireTimers(at("2029-03-05T08:30:00"), office);
        assertThat(one(UnitUrged.class).note()).contains("复核");
    }

    @Test
    void a_review_on_a_day_off_is_due_on_the_next_working_day() {
        planned("2026-10-01");
        assertThat(happened(DeadlineSet.class).stream()
                        .filter(d -> d.kind() == DeadlineKind.REVIEW)
                        .map(d -> local(d.dueAt())))
                .containsExactly("2026-10-08T17:30");
    }

    @Test
    void a_review_is_done_put_off_or_leads_to_a_new_round() {
        planned("2026-09-01");
        answer(SurveyInstrument.AGENT, Satisfaction.SATISFIED, null, null, null);
        all();
        var first = Cause.at(at("2026-09-01T10:00"), "sup");
        file.afterReply().reviewed(ReviewOutcome.LATER, LocalDate.parse("2027-09-01"), "明年列入计划", first, office);
        assertThat(happened(DeadlineCancelled.class)).hasSize(1);
        assertThat(file.afterReply().reviewDue())
                .hasValueSatisfying(due -> assertThat(local(due)).isEqualTo("2027-09-01T17:30"));
        var second = Cause.at(at("2027-09-01T10:00"), "sup");
        file.afterReply().reviewed(ReviewOutcome.HANDLE_AGAIN, null, "条件已具备", second, office);
        assertThat(all()).extracting(Object::getClass).contains(DeadlineMet.class, ReworkOrdered.class);
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DISPATCH);
        assertThat(file.afterReply().reviewDue()).isEmpty();
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() -> file.afterReply().reviewed(ReviewOutcome.DONE, null, "x", second, office));
    }

    @Test
    void withdrawing_ends_what_is_still_owed_and_a_merge_that_comes_too_late_does_not() {
        planned("2026-09-01");
        all();
        apply(new CaseWithdrawn(events.caseId, "不必", at("2026-03-07T10:00")));
        assertThat(happened(DeadlineCancelled.class))
                .extracting(DeadlineCancelled::kind, DeadlineCancelled::reason)
                .containsExactlyInAnyOrder(
                        tuple(DeadlineKind.INFORM, DeadlineCancelReason.WITHDRAWN),
                        tuple(DeadlineKind.REVIEW, DeadlineCancelReason.WITHDRAWN));
        assertThat(file.callbacks()).extracting(Callback::state).containsExactly(CallbackState.CANCELLED);

        file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
        events.order = UUID.randomUUID();
        replied(Disposition.RESOLVED, null);
        apply(new CaseMerged(events.caseId, UUID.randomUUID(), events.order, "d", at("2026-03-07T12:00")));
        assertThat(file.callbacks()).extracting(Callback::state).containsExactly(CallbackState.OPEN);
        assertThat(file.progress().callbackId()).isNotNull();
    }

    @Test
    void rework_ends_what_the_round_still_owed() {
        replied(Disposition.RESOLVED, null);
        all();
        answer(SurveyInstrument.AGENT, Satisfaction.DISSATISFIED, false, false, null);
        assertThat(happened(DeadlineCancelled.class))
                .extracting(DeadlineCancelled::kind)
                .containsExactly(DeadlineKind.INFORM);
    }

    @Test
    void an_on_the_spot_callback_in_vain_is_no_answer_and_closes_nothing() {
        file = CaseFile.open(registeredAs(IntakeOutcome.ANSWERED, Anonymity.NAMED), false);
        apply(answeredOnTheSpot("2026-03-04T09:05"));
        var asked = new CaseFile.AskedAbout(file.progress().callbackId(), null, 0, null, null);
        file.afterReply().notReached(asked, SurveyInstrument.AUTOMATIC, cause("2026-03-19T09:00"));
        assertThat(all())
                .singleElement()
                .satisfies(event ->
                        assertThat(((CallbackCompleted) event).outcome()).isEqualTo(CallbackOutcome.NO_ANSWER));
    }

    private void replied(Disposition disposition, String contacted) {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.reply("2026-03-06T10:00", disposition, contacted, null));
    }

    private void planned(String reviewDate) {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.reply("2026-03-06T10:00", Disposition.PLANNED, null, LocalDate.parse(reviewDate)));
    }

    private CaseEvent answeredOnTheSpot(String when) {
        return new CaseAnsweredDirectly(events.caseId, "请拨打自来水公司电话", AnsweredBy.AGENT, null, at(when));
    }

    private CaseRegistered registeredAs(IntakeOutcome outcome, Anonymity anonymity) {
        return events.registered("2026-03-04T09:00", anonymity, true, null, null, outcome, events.citizen);
    }

    private CaseFile.AskedAbout answer(
            SurveyInstrument instrument, Satisfaction satisfaction, Boolean resolved, Boolean objective, String why) {
        return answer(given(instrument, satisfaction, resolved, objective, why));
    }

    private static Answer given(
            SurveyInstrument instrument, Satisfaction satisfaction, Boolean resolved, Boolean objective, String why) {
        return new Answer(instrument, null, resolved, satisfaction, null, List.of(), why, objective, null);
    }

    private static Cause cause(String when) {
        return Cause.at(at(when), null);
    }
}
