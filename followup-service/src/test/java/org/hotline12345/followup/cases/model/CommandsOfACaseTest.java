package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What supervisors, agents and citizens do to a case, and when a case does not await it. */
class CommandsOfACaseTest extends FollowedCase {
    @Test
    void before_a_unit_has_the_case_nobody_is_urged_supervised_told_or_asked_for_a_pause() {
        for (Runnable command : List.<Runnable>of(
                () -> file.urging().bySupervisor(UrgeLevel.HANDLERS, "请办", 7L, by("sup", "2026-03-04T09:30"), office),
                () -> file.supervising()
                        .bySupervisor("请报告", at("2026-03-09T17:30"), by("sup", "2026-03-04T09:30"), office),
                () -> file.informing()
                        .informed(
                                NoticeChannel.UNIT_CALL,
                                true,
                                at("2026-03-04T09:30"),
                                by("u", "2026-03-04T09:30"),
                                office),
                () -> file.handling().paused("发票", by("u", "2026-03-04T09:30"), office),
                () -> file.handling().resumed(by("u", "2026-03-04T09:30"), office),
                () -> file.afterReply().objected("不同意", by("a", "2026-03-04T09:30"), office),
                () -> file.afterReply().explained("已说明", by("a", "2026-03-04T09:30"), office),
                () -> file.afterReply().reworkDecided(true, false, "重办", by("sup", "2026-03-04T09:30"), office),
                () -> file.afterReply()
                        .reviewed(ReviewOutcome.DONE, null, "已办", by("sup", "2026-03-04T09:30"), office))) {
            assertThatExceptionOfType(WrongPhase.class).isThrownBy(command::run).satisfies(e -> {
                assertThat(e.phase()).isEqualTo(Phase.REGISTERED);
                assertThat(e.allowed()).isNotEmpty().doesNotContain(Phase.REGISTERED);
            });
        }
        assertThat(all()).isEmpty();
        assertThat(file.afterReply().objectionUntil(office)).isNull();
        assertThat(file.afterReply().reviewDue()).isEmpty();
    }

    @Test
    void a_supervisors_urge_names_the_supervisor_the_level_and_the_words() {
        apply(events.dispatched("2026-03-04T10:00"));
        all();
        Changes.NewUrge urge =
                file.urging().bySupervisor(UrgeLevel.LEADERS, "请分管领导过问", 7L, by("sup", "2026-03-05T10:00"), office);
        assertThat(urge.by()).isEqualTo("sup");
        assertThat(urge.number()).isEqualTo(7);
        assertThat(urge.citizenUrges()).isNull();
        assertThat(urge.about()).isNull();
        assertThat(local(urge.deliveredAt())).isEqualTo("2026-03-05T10:00");
        assertThat(one(UnitUrged.class)).satisfies(urged -> {
            assertThat(urged.urgeId()).isEqualTo(urge.id());
            assertThat(urged.level()).isEqualTo(UrgeLevel.LEADERS);
            assertThat(urged.note()).isEqualTo("请分管领导过问");
            assertThat(urged.origin()).isEqualTo(UrgeOrigin.SUPERVISOR);
            assertThat(urged.unit()).isEqualTo(CaseEvents.UNIT);
        });
    }

    @ParameterizedTest(name = "urged at night, replied {0}: delivered {1}")
    @CsvSource({"false, true", "true, false"})
    void a_supervisors_urge_of_the_night_is_delivered_in_the_morning_if_the_unit_still_has_the_case(
            boolean replied, boolean delivered) {
        apply(events.dispatched("2026-03-04T10:00"));
        Changes.NewUrge urge =
                file.urging().bySupervisor(UrgeLevel.HANDLERS, "请办", 7L, by("sup", "2026-03-05T22:00"), office);
        assertThat(urge.deliveredAt()).isNull();
        if (replied) {
            apply(events.reply("2026-03-05T23:00"));
        }
        all();
        file.urging()
                .deliver(new WaitingUrge(
                        urge.id(),
                        urge.workOrderId(),
                        urge.unit(),
                        urge.origin(),
                        urge.level(),
                        urge.note(),
                        urge.by(),
                        urge.deliverAt()));
        assertThat(happened(UnitUrged.class)).hasSize(delivered ? 1 : 0);
        assertThat(file.changes().deliveredUrges()).hasSize(delivered ? 1 : 0);
        assertThat(file.changes().revokedUrges()).hasSize(delivered ? 0 : 1);
    }

    @Test
    void an_emergency_disturbs_at_night() {
        file = CaseFile.open(CaseEvents.urgent(events.registered("2026-03-04T09:00"), Urgency.EMERGENCY), false);
        apply(events.dispatched("2026-03-04T10:00"));
        Changes.NewUrge urge =
                file.urging().bySupervisor(UrgeLevel.HANDLERS, "请办", 7L, by("sup", "2026-03-04T22:00"), office);
        assertThat(local(urge.deliveredAt())).isEqualTo("2026-03-04T22:00");
    }

    @ParameterizedTest(name = "the citizen''s urge number {0}: to the unit {1}, supervision {2}")
    @CsvSource({"1, 0, 0", "2, 1, 0", "3, 0, 1", "7, 0, 1"})
    void what_the_citizens_urge_leads_to_is_told_by_its_number(int number, int urges, int supervisions) {
        apply(events.dispatched("2026-03-04T10:00"));
        apply(new CitizenUrged(events.caseId, number, null, at("2026-03-05T10:00")));
        assertThat(file.changes().urges()).hasSize(urges);
        assertThat(file.supervisions()).hasSize(supervisions);
        assertThat(file.progress().citizenUrges()).isEqualTo(number);
        assertThat(file.progress().urgeSupervised()).isEqualTo(supervisions == 1);
    }

    @Test
    void after_the_supervision_the_citizens_further_urges_go_to_the_unit_and_each_counts() {
        apply(events.dispatched("2026-03-04T10:00"));
        for (int number = 1; number <= 4; number++) {
            apply(new CitizenUrged(events.caseId, number, null, at("2026-03-05T10:00")));
        }
        assertThat(file.supervisions())
                .singleElement()
                .satisfies(opened -> assertThat(opened.order().cause()).isEqualTo(SupervisionCause.THIRD_CITIZEN_URGE));
        assertThat(file.changes().urges())
                .extracting(Changes.NewUrge::citizenUrges, Changes.NewUrge::origin)
                .containsExactly(tuple(2, UrgeOrigin.CITIZEN), tuple(4, UrgeOrigin.CITIZEN));
        // one that came twice under the same number is one more call
        apply(new CitizenUrged(events.caseId, 4, null, at("2026-03-05T11:00")));
        assertThat(file.progress().citizenUrges()).isEqualTo(5);
    }

    @Test
    void an_urge_that_finds_no_unit_is_counted_and_weighs_with_the_next() {
        apply(new CitizenUrged(events.caseId, 1, null, at("2026-03-04T09:30")));
        apply(new CitizenUrged(events.caseId, 2, null, at("2026-03-04T09:40")));
        assertThat(file.changes().urges()).isEmpty();
        apply(events.dispatched("2026-03-04T10:00"));
        apply(new CitizenUrged(events.caseId, 3, null, at("2026-03-05T10:00")));
        assertThat(file.supervisions()).hasSize(1);
    }

    @Test
    void a_supervisors_order_is_at_level_one_and_names_who_gave_it() {
        apply(events.dispatched("2026-03-04T10:00"));
        UUID id = file.supervising()
                .bySupervisor("请三日内报告", at("2026-03-09T17:30"), by("sup", "2026-03-05T10:00"), office)
                .id();
        assertThat(one(SupervisionOpened.class)).satisfies(opened -> {
            assertThat(opened.supervisionId()).isEqualTo(id);
            assertThat(opened.level()).isEqualTo(1);
            assertThat(opened.cause()).isEqualTo(SupervisionCause.SUPERVISOR);
            assertThat(local(opened.dueAt())).isEqualTo("2026-03-09T17:30");
        });
        assertThat(file.supervisions().get(0).order().by()).isEqualTo("sup");
    }

    @Test
    void a_closed_case_is_objected_to_within_the_window_and_the_second_time_a_supervisor_decides() {
        closed();
        assertThat(local(file.afterReply().objectionUntil(office)))
                .isEqualTo(local(at("2026-03-06T15:00")
                        .plus(Duration.ofDays(office.surveys().objectionDays()))));
        file.afterReply().objected("又坏了", by("agent", "2026-03-09T10:00"), office);
        assertThat(one(ReworkOrdered.class)).satisfies(rework -> {
            assertThat(rework.cause()).isEqualTo(ReworkCause.OBJECTION);
            assertThat(rework.reason()).isEqualTo("又坏了");
            assertThat(rework.orderedBy()).isEqualTo("agent");
            assertThat(rework.toDispatcher()).isNull();
        });
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DISPATCH);
        assertThat(file.afterReply().objectionUntil(office)).isNull();
        assertThat(file.progress().closedAt()).isNull();
        assertThat(file.progress().closeReason()).isNull();
        assertThat(file.progress().dissatisfactions()).isEqualTo(1);
        apply(events.dispatchedAgain("2026-03-09T11:00", DispatchCause.REWORK), events.reply("2026-03-10T10:00"));
        answer(Satisfaction.SATISFIED, null, null);
        all();
        file.afterReply().objected("还是坏的", by("agent", "2026-03-12T10:00"), office);
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DECISION);
        assertThat(one(SupervisionOpened.class).cause()).isEqualTo(SupervisionCause.SECOND_DISSATISFACTION);
        file.afterReply().reworkDecided(true, true, "请派单员另派", by("sup", "2026-03-12T11:00"), office);
        assertThat(one(ReworkOrdered.class).toDispatcher()).isTrue();
        assertThat(file.progress().reworks()).isEqualTo(2);
    }

    @ParameterizedTest(name = "a second after the window {0}: handled again {1}")
    @CsvSource({"false, true", "true, false"})
    void a_dissatisfied_answer_after_the_window_counts_and_reopens_nothing(boolean late, boolean again) {
        closed();
        Instant until = file.afterReply().objectionUntil(office);
        file.afterReply()
                .answered(
                        new CaseFile.AskedAbout(
                                UUID.randomUUID(), events.order, events.round, CaseEvents.UNIT, Disposition.RESOLVED),
                        new Answer(
                                SurveyInstrument.AUTOMATIC,
                                null,
                                null,
                                Satisfaction.DISSATISFIED,
                                null,
                                List.of(),
                                null,
                                null,
                                null),
                        null,
                        false,
                        Cause.at(late ? until.plusSeconds(1) : until, null),
                        office);
        List<CaseEvent> all = all();
        assertThat(all).hasAtLeastOneElementOfType(CallbackCompleted.class);
        assertThat(all.stream().anyMatch(ReworkOrdered.class::isInstance)).isEqualTo(again);
        assertThat(file.phase()).isEqualTo(again ? Phase.AWAITING_DISPATCH : Phase.CLOSED);
    }

    @Test
    void time_given_back_and_pauses_are_no_extensions() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.returnRequested("2026-03-04T11:00"),
                events.returnDecided("2026-03-09T09:00", false));
        assertThat(happened(DeadlineSet.class)).last().satisfies(set -> {
            assertThat(set.moveCause()).isEqualTo(DeadlineMoveCause.LATE_RULING);
            assertThat(set.extensionsLeft()).isEqualTo(2);
            assertThat(set.extensionDaysLeft()).isEqualTo(10);
        });
        apply(events.extensionDecided("2026-03-10T09:00", true, 3));
        assertThat(happened(DeadlineSet.class)).last().satisfies(set -> {
            assertThat(set.extensionsLeft()).isEqualTo(1);
            assertThat(set.extensionDaysLeft()).isEqualTo(7);
        });
    }

    @Test
    void a_case_that_waits_for_its_dispatch_and_is_answered_on_the_spot_is_asked_about() {
        apply(new CaseAnsweredDirectly(events.caseId, "请拨打自来水公司电话", AnsweredBy.AGENT, null, at("2026-03-04T09:30")));
        assertThat(file.phase()).isEqualTo(Phase.ENDED);
        assertThat(file.callbacks())
                .singleElement()
                .satisfies(callback -> assertThat(callback.subject().origin()).isEqualTo(CallbackOrigin.ON_THE_SPOT));
        // told once more it is not asked about twice
        apply(new CaseAnsweredDirectly(events.caseId, "请拨打自来水公司电话", AnsweredBy.AGENT, null, at("2026-03-04T09:30")));
        assertThat(file.callbacks()).hasSize(1);
    }

    @Test
    void history_that_is_not_live_cannot_be_objected_to() {
        file = CaseFile.open(events.registered("2026-03-04T09:00"), true);
        apply(events.dispatched("2026-03-04T10:00"), events.reply("2026-03-05T10:00"));
        assertThat(file.phase()).isEqualTo(Phase.CLOSED);
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() -> file.afterReply().objected("不同意", by("a", "2026-03-09T10:00"), office));
    }

    @Test
    void what_the_agent_explained_on_the_telephone_closes_the_case_at_once() {
        replied(Disposition.EXPLAINED);
        file.afterReply()
                .answered(
                        asked(),
                        new Answer(
                                SurveyInstrument.AGENT,
                                null,
                                null,
                                Satisfaction.DISSATISFIED,
                                null,
                                List.of(),
                                null,
                                true,
                                "政策所限，已说明"),
                        null,
                        false,
                        by("anna", "2026-03-06T15:00"),
                        office);
        assertThat(one(CaseClosed.class).reason()).isEqualTo(CloseReason.EXPLAINED);
        assertThat(file.changes().explanations()).singleElement().satisfies(explanation -> {
            assertThat(explanation.text()).isEqualTo("政策所限，已说明");
            assertThat(explanation.round()).isEqualTo(1);
        });
    }

    @ParameterizedTest(name = "{0} says informed {1}: told by {2}, is informed {3}")
    @CsvSource({
        "AGENT, true, UNIT_CALL, true",
        "AUTOMATIC, true, WEB, true",
        "AGENT, false, , false",
        "AGENT, , , false"
    })
    void what_the_citizen_says_of_being_told_is_recorded(
            SurveyInstrument instrument, Boolean told, NoticeChannel by, boolean informed) {
        replied(Disposition.RESOLVED);
        file.afterReply()
                .answered(
                        asked(),
                        new Answer(instrument, told, true, Satisfaction.SATISFIED, null, List.of(), null, null, null),
                        null,
                        false,
                        by(null, "2026-03-06T15:00"),
                        office);
        assertThat(file.progress().informed()).isEqualTo(informed);
        if (told == null) {
            assertThat(file.changes().told()).isEmpty();
        } else {
            assertThat(file.changes().told())
                    .singleElement()
                    .satisfies(news -> assertThat(news.by()).isEqualTo(by));
        }
    }

    @Test
    void who_was_told_already_is_not_told_again_by_an_answer() {
        replied(Disposition.RESOLVED);
        UUID notice = file.informing()
                .informed(NoticeChannel.SMS, true, at("2026-03-06T11:00"), by("gateway", "2026-03-06T11:00"), office);
        assertThat(file.changes().notices()).singleElement().satisfies(told -> {
            assertThat(told.id()).isEqualTo(notice);
            assertThat(told.channel()).isEqualTo(NoticeChannel.SMS);
            assertThat(told.reached()).isTrue();
        });
        assertThat(happened(CitizenInformed.class)).hasSize(1);
        file.afterReply()
                .answered(
                        asked(),
                        new Answer(
                                SurveyInstrument.AGENT,
                                true,
                                true,
                                Satisfaction.SATISFIED,
                                null,
                                List.of(),
                                null,
                                null,
                                null),
                        null,
                        false,
                        by(null, "2026-03-06T15:00"),
                        office);
        assertThat(file.changes().told()).extracting(Changes.InformingNews::by).containsExactly(NoticeChannel.SMS);
    }

    @Test
    void the_callbacks_own_deadline_is_met_by_the_answer_and_by_the_last_attempt_in_vain() {
        office = TestOffice.officeWith(TestOffice.example("market-complaints"));
        replied(Disposition.RESOLVED);
        all();
        CaseFile.AskedAbout asked = answer(Satisfaction.SATISFIED, null, null);
        assertThat(met()).contains(DeadlineKind.CALLBACK);
        assertThat(file.phase()).isEqualTo(Phase.CLOSED);

        file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
        events.order = UUID.randomUUID();
        replied(Disposition.RESOLVED);
        all();
        // of another order: nothing of this one ends
        file.afterReply()
                .notReached(
                        new CaseFile.AskedAbout(
                                asked.id(), UUID.randomUUID(), 1, CaseEvents.UNIT, Disposition.RESOLVED),
                        SurveyInstrument.AGENT,
                        by(null, "2026-03-08T10:00"));
        assertThat(file.phase()).isEqualTo(Phase.CALLBACK);
        assertThat(file.progress().callbackId()).isNotNull();
        all();
        file.afterReply().notReached(asked(), SurveyInstrument.AGENT, by(null, "2026-03-08T10:00"));
        List<CaseEvent> all = all();
        assertThat(all).hasAtLeastOneElementOfType(CallbackCompleted.class);
        assertThat(all)
                .filteredOn(DeadlineMet.class::isInstance)
                .extracting(met -> ((DeadlineMet) met).kind())
                .containsExactly(DeadlineKind.CALLBACK);
        assertThat(file.progress().closeReason()).isEqualTo(CloseReason.NO_ANSWER);
        assertThat(file.progress().callbackId()).isNull();
    }

    @Test
    void a_review_that_is_done_is_met_and_cannot_lead_to_a_new_round_while_one_is_on_its_way() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.reply("2026-03-06T10:00", Disposition.PLANNED, null, LocalDate.of(2026, 9, 1)));
        assertThat(file.afterReply().reviewDue())
                .hasValueSatisfying(due -> assertThat(local(due)).isEqualTo("2026-09-01T17:30"));
        answer(Satisfaction.DISSATISFIED, null, true);
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_EXPLANATION);
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() -> file.afterReply()
                        .reviewed(ReviewOutcome.HANDLE_AGAIN, null, "重办", by("sup", "2026-09-01T10:00"), office));
        all();
        file.afterReply().reviewed(ReviewOutcome.DONE, null, "已完成", by("sup", "2026-09-01T10:00"), office);
        assertThat(met()).containsExactly(DeadlineKind.REVIEW);
        assertThat(file.afterReply().reviewDue()).isEmpty();
    }

    @Test
    void a_supplement_without_a_pause_an_undone_merge_of_none_and_work_handed_to_the_unit_itself_change_nothing() {
        apply(events.dispatched("2026-03-04T10:00"));
        Progress before = file.progress();
        all();
        apply(
                new CaseSupplemented(events.caseId, UUID.randomUUID(), "补充", at("2026-03-05T10:00")),
                new CaseUnmerged(events.caseId, UUID.randomUUID(), "d", at("2026-03-05T10:00")),
                new WorkOrderHandedDown(
                        events.caseId,
                        events.order,
                        CaseEvents.UNIT,
                        "U1-1",
                        CaseEvents.UNIT,
                        "交回",
                        "h",
                        at("2026-03-05T10:00")));
        assertThat(all()).isEmpty();
        assertThat(file.progress()).isEqualTo(before);
    }

    private void replied(Disposition disposition) {
        apply(events.dispatched("2026-03-04T10:00"), events.reply("2026-03-06T10:00", disposition, null, null));
    }

    private void closed() {
        replied(Disposition.RESOLVED);
        answer(Satisfaction.SATISFIED, null, null);
        assertThat(file.phase()).isEqualTo(Phase.CLOSED);
        all();
    }

    private CaseFile.AskedAbout answer(Satisfaction satisfaction, Boolean resolved, Boolean objective) {
        return answer(new Answer(
                SurveyInstrument.AGENT, null, resolved, satisfaction, null, List.of(), null, objective, null));
    }

    private static Cause by(String actor, String when) {
        return Cause.at(at(when), actor);
    }

    @Override
    Instant time(CaseEvent event) {
        return at("2026-03-05T10:00");
    }

    private List<DeadlineKind> met() {
        return happened(DeadlineMet.class).stream().map(DeadlineMet::kind).toList();
    }
}
