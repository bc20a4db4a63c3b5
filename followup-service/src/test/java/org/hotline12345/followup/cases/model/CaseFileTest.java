package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionClosed;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SupervisionRaised;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.Upstream;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.course.CourseEnd;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.calendar.model.CalendarChange;
import org.hotline12345.followup.calendar.model.CalendarHistory;
import org.hotline12345.followup.calendar.model.CalendarYear;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.hotline12345.followup.calendar.model.SourcedDay;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFileTest extends FollowedCase {
    @Test
    void a_dispatch_sets_sign_and_reply() {
        apply(events.dispatched("2026-03-04T10:00"));
        List<DeadlineSet> set = happened(DeadlineSet.class);
        assertThat(set).extracting(DeadlineSet::kind).containsExactly(DeadlineKind.SIGN, DeadlineKind.REPLY);
        assertThat(set).extracting(d -> local(d.dueAt())).containsExactly("2026-03-05T17:30", "2026-03-11T17:30");
        DeadlineSet reply = set.get(1);
        assertThat(reply.extensionsLeft()).isEqualTo(2);
        assertThat(reply.extensionDaysLeft()).isEqualTo(10);
        assertThat(local(reply.returnUntil())).isEqualTo("2026-03-06T17:30");
        assertThat(reply.policyId()).isEqualTo("default");
        assertThat(reply.previousDueAt()).isNull();
        assertThat(reply.explanation()).isNotEmpty();
        assertThat(file.phase()).isEqualTo(Phase.HANDLING);
        assertThat(local(deadline(DeadlineKind.REPLY).nextAt())).isEqualTo("2026-03-10T17:30");
    }

    @Test
    void the_same_dispatch_again_has_no_effect() {
        apply(events.dispatched("2026-03-04T10:00"));
        happened(DeadlineSet.class);
        apply(events.dispatched("2026-03-04T10:00"));
        assertThat(all()).isEmpty();
    }

    @Test
    void signing_in_time_meets_the_deadline_to_the_second() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-05T17:30"));
        assertThat(happened(DeadlineMet.class)).extracting(DeadlineMet::kind).containsExactly(DeadlineKind.SIGN);
    }

    @Test
    void signing_a_second_late_misses_it() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-05T17:30:01"));
        assertThat(happened(DeadlineMissed.class))
                .extracting(DeadlineMissed::kind)
                .containsExactly(DeadlineKind.SIGN);
    }

    @Test
    void a_reply_meets_its_deadline_and_opens_a_callback() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.reply("2026-03-11T17:30", "2026-03-11T16:00"));
        assertThat(all())
                .extracting(Object::getClass)
                .endsWith(DeadlineMet.class, DeadlineMet.class, CitizenInformed.class);
        assertThat(file.callbacks()).hasSize(1);
        assertThat(file.changes().notices()).hasSize(1);
        assertThat(file.callbacks().get(0).subject().replyText()).isEqualTo("水管已修复，恢复供水。");
        assertThat(file.phase()).isEqualTo(Phase.CALLBACK);
        assertThat(file.progress().informed()).isTrue();
        assertThat(deadline(DeadlineKind.REPLY).nextAt()).isNull();
    }

    @Test
    void a_reply_settles_a_sign_deadline_that_stayed_open() {
        apply(events.dispatched("2026-03-04T10:00"), events.reply("2026-03-12T09:00"));
        assertThat(happened(DeadlineMissed.class))
                .extracting(DeadlineMissed::kind)
                .containsExactly(DeadlineKind.SIGN, DeadlineKind.REPLY);
    }

    @Test
    void whoever_refused_contact_is_not_called() {
        file = CaseFile.open(events.registered("2026-03-04T09:00", Anonymity.NO_CONTACT), false);
        apply(events.dispatched("2026-03-04T10:00"), events.reply("2026-03-05T10:00"));
        List<CaseEvent> all = all();
        assertThat(all)
                .filteredOn(CallbackCompleted.class::isInstance)
                .singleElement()
                .satisfies(e -> assertThat(((CallbackCompleted) e).outcome()).isEqualTo(CallbackOutcome.NOT_CALLED));
        assertThat(all)
                .filteredOn(CaseClosed.class::isInstance)
                .singleElement()
                .satisfies(e -> assertThat(((CaseClosed) e).reason()).isEqualTo(CloseReason.NOT_CALLED));
        assertThat(file.callbacks()).isEmpty();
    }

    @Test
    void the_timer_marks_yellow_then_red_then_urges_at_their_moments() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        all();
        file.clocks().fireTimers(at("2026-03-10T17:29:59"), office);
        assertThat(all()).isEmpty();
        file.clocks().fireTimers(at("2026-03-10T17:30:02"), office);
        assertThat(happened(DeadlineMarked.class)).singleElement().satisfies(mark -> {
            assertThat(mark.mark()).isEqualTo(DeadlineMark.YELLOW);
            assertThat(local(mark.markedAt())).isEqualTo("2026-03-10T17:30");
        });
        assertThat(deadline(DeadlineKind.REPLY).state()).isEqualTo(DeadlineState.YELLOW);
        file.clocks().fireTimers(at("2026-03-12T12:00"), office);
        List<CaseEvent> all = all();
        assertThat(all).extracting(Object::getClass).containsExactly(DeadlineMarked.class, UnitUrged.class);
        assertThat(((UnitUrged) all.get(1)).origin()).isEqualTo(UrgeOrigin.SYSTEM);
        assertThat(local(((UnitUrged) all.get(1)).urgedAt())).isEqualTo("2026-03-12T08:30");
        assertThat(((UnitUrged) all.get(1)).level()).isEqualTo(UrgeLevel.HANDLERS);
        assertThat(deadline(DeadlineKind.REPLY).state()).isEqualTo(DeadlineState.RED);
        assertThat(local(deadline(DeadlineKind.REPLY).nextAt())).isEqualTo("2026-03-13T08:30");
        file.clocks().fireTimers(at("2026-03-12T12:00"), office);
        assertThat(all()).isEmpty();
    }

    @Test
    void an_overdue_reply_is_brought_before_leaders_the_unit_above_the_circular_and_supervision() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        file.clocks().fireTimers(at("2026-03-12T12:00"), office);
        all();
        file.clocks().fireTimers(at("2026-03-19T12:00"), office);
        List<CaseEvent> all = all();
        assertThat(all)
                .filteredOn(UnitUrged.class::isInstance)
                .extracting(e -> ((UnitUrged) e).level(), e -> local(((UnitUrged) e).urgedAt()))
                .containsExactly(
                        tuple(UrgeLevel.LEADERS, "2026-03-13T08:30"),
                        tuple(UrgeLevel.PARENT_UNIT, "2026-03-16T08:30"),
                        tuple(UrgeLevel.CIRCULAR, "2026-03-18T08:30"));
        assertThat(((UnitUrged) all.get(0)).note()).isEqualTo("答复已超过时限（2026年3月11日 17:30），经催办承办人仍未完成，请分管领导督促办理");
        assertThat(all.get(3)).isInstanceOfSatisfying(SupervisionOpened.class, opened -> {
            assertThat(opened.cause()).isEqualTo(SupervisionCause.OVERDUE);
            assertThat(local(opened.openedAt())).isEqualTo("2026-03-19T08:30");
            assertThat(local(opened.dueAt())).isEqualTo("2026-03-24T17:30");
        });
        assertThat(deadline(DeadlineKind.REPLY).nextAt()).isNull();
        file.clocks().fireTimers(at("2026-04-19T12:00"), office);
        assertThat(all()).isEmpty();
    }

    @Test
    void what_is_under_supervision_goes_up_a_level_when_its_ladder_comes_to_it() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        file.clocks().fireTimers(at("2026-03-18T12:00"), office);
        all();
        assertThat(file.clocks().escalatesBy(at("2026-03-19T08:29"))).isFalse();
        assertThat(file.clocks().escalatesBy(at("2026-03-19T08:30"))).isTrue();
        Supervision open = supervision(events.order);
        file.supervisions().addAll(List.of(supervision(UUID.randomUUID()), open));
        file.clocks().fireTimers(at("2026-03-19T08:30"), office);
        assertThat(happened(SupervisionRaised.class)).singleElement().satisfies(raised -> {
            assertThat(raised.supervisionId()).isEqualTo(open.id());
            assertThat(raised.level()).isEqualTo(2);
            assertThat(local(raised.dueAt())).isEqualTo("2026-03-24T17:30");
        });
        assertThat(file.changes().steps()).hasSize(1);
        assertThat(file.supervisions()).noneMatch(Supervision::isNew);
        assertThat(file.clocks().escalatesBy(at("2026-05-19T08:30"))).isFalse();
    }

    /** One that is open since before. */
    private Supervision supervision(UUID order) {
        Instant at = at("2026-03-10T09:00");
        return Supervision.restore(
                new Supervision.Order(
                        UUID.randomUUID(),
                        1L,
                        events.caseId,
                        order,
                        CaseEvents.UNIT,
                        SupervisionCause.SUPERVISOR,
                        "请报告",
                        "sup",
                        at,
                        at),
                0,
                1,
                at("2026-03-20T17:30"),
                null,
                SupervisionState.OPEN,
                null,
                null);
    }

    @Test
    void supervision_of_a_withdrawn_or_merged_case_is_closed() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        file.supervising().bySupervisor("请报告", at("2026-03-10T17:30"), cause("2026-03-05T10:00"), office);
        all();
        apply(new CaseWithdrawn(events.caseId, "已自行解决", at("2026-03-06T12:00")));
        assertThat(happened(SupervisionClosed.class)).singleElement().satisfies(closed -> {
            assertThat(closed.unit()).isEqualTo(CaseEvents.UNIT);
            assertThat(closed.finding()).isEqualTo("诉求人已撤回诉求，督办终止");
        });
        assertThat(file.supervisions()).noneMatch(Supervision::isOpen);
        assertThat(file.openSupervisions()).isZero();
    }

    @Test
    void a_notice_at_night_waits_for_the_morning_and_is_told_then() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        file.clocks().fireTimers(at("2026-03-11T23:00"), office);
        all();
        // the timer had been away: the urge of half past eight is ready at night
        file.clocks().fireTimers(at("2026-03-12T22:00"), office);
        assertThat(all()).isEmpty();
        Changes.NewUrge urge = file.changes().urges().get(0);
        assertThat(local(urge.deliverAt())).isEqualTo("2026-03-13T08:00");
        assertThat(urge.deliveredAt()).isNull();
        file.urging().deliver(waiting(urge));
        assertThat(happened(UnitUrged.class)).singleElement().satisfies(urged -> {
            assertThat(urged.urgeId()).isEqualTo(urge.id());
            assertThat(local(urged.urgedAt())).isEqualTo("2026-03-13T08:00");
        });
        apply(events.reply("2026-03-11T17:00"));
        assertThat(happened(UnitUrgeRevoked.class)).hasSize(1);
    }

    @Test
    void a_notice_that_waits_is_dropped_without_a_word_when_the_reply_was_in_time_after_all() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        file.clocks().fireTimers(at("2026-03-12T22:00"), office);
        all();
        apply(events.reply("2026-03-11T17:00"));
        assertThat(all()).extracting(Object::getClass).containsExactly(DeadlineMarkRevoked.class, DeadlineMet.class);
        assertThat(file.changes().revokedUrges()).hasSize(1);
    }

    @Test
    void a_notice_that_waits_is_not_delivered_when_the_late_reply_has_come() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        file.clocks().fireTimers(at("2026-03-12T22:00"), office);
        apply(events.reply("2026-03-12T22:30"));
        all();
        file.urging().deliver(waiting(file.changes().urges().get(0)));
        assertThat(all()).isEmpty();
        assertThat(file.changes().deliveredUrges()).isEmpty();
        assertThat(file.changes().revokedUrges()).hasSize(1);
    }

    @Test
    void the_citizens_second_urge_at_night_reaches_the_unit_in_the_morning_and_the_third_opens_supervision_at_once() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        all();
        apply(new CitizenUrged(events.caseId, 1, null, at("2026-03-05T21:30")));
        apply(new CitizenUrged(events.caseId, 2, null, at("2026-03-05T22:30")));
        assertThat(all()).isEmpty();
        assertThat(file.changes().urges())
                .extracting(urge -> local(urge.deliverAt()), Changes.NewUrge::note)
                .containsExactly(tuple("2026-03-06T08:00", "诉求人第2次催办，请抓紧办理"));
        apply(new CitizenUrged(events.caseId, 3, null, at("2026-03-05T23:30")));
        assertThat(happened(SupervisionOpened.class)).hasSize(1);
        assertThat(local(file.supervisions().get(0).order().notifyAt())).isEqualTo("2026-03-06T08:00");
    }

    private static WaitingUrge waiting(Changes.NewUrge urge) {
        return new WaitingUrge(
                urge.id(),
                urge.workOrderId(),
                urge.unit(),
                urge.origin(),
                urge.level(),
                urge.note(),
                urge.by(),
                urge.deliverAt());
    }

    @Test
    void marks_of_two_deadlines_come_in_the_order_of_their_moments() {
        apply(events.dispatched("2026-03-04T10:00"));
        all();
        file.clocks().fireTimers(at("2026-03-12T12:00"), office);
        assertThat(unread())
                .hasSize(5)
                .extracting(derived -> derived.cause().time())
                .isSorted();
    }

    @Test
    void a_reply_in_time_heard_of_late_revokes_red_and_urge_but_not_the_just_yellow() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        file.clocks().fireTimers(at("2026-03-12T12:00"), office);
        all();
        apply(events.reply("2026-03-11T17:00"));
        List<CaseEvent> all = all();
        assertThat(all)
                .extracting(Object::getClass)
                .containsExactly(UnitUrgeRevoked.class, DeadlineMarkRevoked.class, DeadlineMet.class);
        assertThat(((DeadlineMarkRevoked) all.get(1)).mark()).isEqualTo(DeadlineMark.RED);
        assertThat(file.changes().revokedUrges()).hasSize(1);
        assertThat(deadline(DeadlineKind.REPLY).state()).isEqualTo(DeadlineState.MET);
    }

    @Test
    void a_reply_at_the_very_moment_is_in_time_and_revokes_red() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        file.clocks().fireTimers(at("2026-03-11T17:30"), office);
        all();
        apply(events.reply("2026-03-11T17:30"));
        assertThat(all()).extracting(Object::getClass).containsExactly(DeadlineMarkRevoked.class, DeadlineMet.class);
    }

    @Test
    void a_late_reply_keeps_its_red_mark() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        file.clocks().fireTimers(at("2026-03-12T12:00"), office);
        all();
        apply(events.reply("2026-03-12T10:00"));
        assertThat(all()).extracting(Object::getClass).containsExactly(DeadlineMissed.class);
    }

    @Test
    void an_undecided_timely_extension_request_holds_red_back() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.extensionRequested("2026-03-11T16:00", 3));
        all();
        file.clocks().fireTimers(at("2026-03-13T12:00"), office);
        assertThat(happened(DeadlineMarked.class))
                .extracting(DeadlineMarked::mark)
                .containsExactly(DeadlineMark.YELLOW);
        apply(events.extensionDecided("2026-03-13T13:00", true, 3));
        DeadlineSet moved = happened(DeadlineSet.class).get(0);
        assertThat(local(moved.dueAt())).isEqualTo("2026-03-16T17:30");
        assertThat(local(moved.previousDueAt())).isEqualTo("2026-03-11T17:30");
        assertThat(moved.movedBecause()).isEqualTo("批准延期 3 个工作日");
        assertThat(moved.extensionsLeft()).isEqualTo(1);
        assertThat(moved.extensionDaysLeft()).isEqualTo(7);
        assertThat(deadline(DeadlineKind.REPLY).state()).isEqualTo(DeadlineState.OPEN);
        assertThat(local(deadline(DeadlineKind.REPLY).nextAt())).isEqualTo("2026-03-13T17:30");
    }

    @Test
    void a_refused_extension_lets_red_come_with_its_own_moment() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.extensionRequested("2026-03-11T16:00", 3),
                events.extensionDecided("2026-03-12T08:00", false, 0));
        all();
        file.clocks().fireTimers(at("2026-03-12T08:00:01"), office);
        assertThat(happened(DeadlineMarked.class))
                .extracting(mark -> local(mark.markedAt()))
                .containsExactly("2026-03-10T17:30", "2026-03-11T17:30");
    }

    @Test
    void a_timely_request_heard_of_late_takes_red_back() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        file.clocks().fireTimers(at("2026-03-11T18:00"), office);
        all();
        apply(events.extensionRequested("2026-03-11T17:00", 2));
        assertThat(happened(DeadlineMarkRevoked.class)).hasSize(1);
        assertThat(deadline(DeadlineKind.REPLY).state()).isEqualTo(DeadlineState.YELLOW);
    }

    @Test
    void a_request_after_the_deadline_holds_nothing_back() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.extensionRequested("2026-03-11T17:31", 3));
        assertThat(deadline(DeadlineKind.REPLY).held()).isFalse();
    }

    @Test
    void a_granted_return_cancels_and_the_next_dispatch_starts_anew() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.returnRequested("2026-03-05T10:00"),
                events.returnDecided("2026-03-05T11:00", true));
        assertThat(happened(DeadlineCancelled.class))
                .extracting(DeadlineCancelled::kind, DeadlineCancelled::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(DeadlineKind.REPLY, DeadlineCancelReason.RETURNED));
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DISPATCH);
        apply(events.dispatchedAgain("2026-03-05T11:00", DispatchCause.AFTER_RETURN));
        assertThat(happened(DeadlineSet.class))
                .extracting(d -> local(d.dueAt()))
                .containsExactly("2026-03-06T17:30", "2026-03-12T17:30");
        assertThat(file.progress().returns()).isEqualTo(1);
    }

    @Test
    void a_refused_return_gives_nothing_back_unless_the_ruling_was_late() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.returnRequested("2026-03-05T10:00"),
                events.returnDecided("2026-03-06T17:00", false));
        assertThat(happened(DeadlineSet.class))
                .extracting(DeadlineSet::kind)
                .containsExactly(DeadlineKind.SIGN, DeadlineKind.REPLY, DeadlineKind.RULING);
        apply(events.returnRequested("2026-03-06T17:10"), events.returnDecided("2026-03-11T09:00", false));
        assertThat(happened(DeadlineSet.class))
                .filteredOn(set -> set.previousDueAt() != null)
                .singleElement()
                .satisfies(moved -> {
                    assertThat(local(moved.dueAt())).isEqualTo("2026-03-13T17:30");
                    assertThat(moved.movedBecause()).contains("补回 2 个工作日");
                });
    }

    @Test
    void a_late_ruling_gives_back_on_the_clock_of_signing_too_and_explains_it() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.returnRequested("2026-03-05T10:00"),
                events.returnDecided("2026-03-10T09:00", false));
        var moved = happened(DeadlineSet.class).stream()
                .filter(set -> set.previousDueAt() != null)
                .toList();
        assertThat(moved).extracting(DeadlineSet::kind).containsExactly(DeadlineKind.SIGN, DeadlineKind.REPLY);
        assertThat(moved).extracting(d -> local(d.dueAt())).containsExactly("2026-03-09T17:30", "2026-03-13T17:30");
        assertThat(moved).allSatisfy(set -> {
            assertThat(set.moveCause()).isEqualTo(DeadlineMoveCause.LATE_RULING);
            assertThat(set.explanation())
                    .anySatisfy(step -> assertThat(step.text()).contains("退单裁定超过规定时限，补回 2 个工作日"));
        });
    }

    private void givenTo(String unit, String when, DispatchCause cause) {
        events.order = UUID.randomUUID();
        apply(new CaseDispatched(
                events.caseId,
                events.order,
                1,
                cause,
                unit,
                List.of(),
                null,
                null,
                DecidedBy.CLERK,
                "派单员",
                null,
                null,
                null,
                at(when),
                List.of(),
                0));
    }

    private void returnedBy(String unit, String when) {
        apply(
                new ReturnRequested(
                        events.caseId, events.order, UUID.randomUUID(), unit, "不归我", null, "h", at(when), null),
                new ReturnDecided(
                        events.caseId, events.order, UUID.randomUUID(), unit, true, null, "同意", "d", at(when), null));
    }

    @Test
    void the_third_return_of_a_case_opens_supervision_once() {
        givenTo("U1", "2026-03-04T10:00", DispatchCause.FIRST);
        returnedBy("U1", "2026-03-04T11:00");
        givenTo("U2", "2026-03-04T11:00", DispatchCause.AFTER_RETURN);
        returnedBy("U2", "2026-03-04T12:00");
        givenTo("U3", "2026-03-04T12:00", DispatchCause.AFTER_RETURN);
        assertThat(happened(SupervisionOpened.class)).isEmpty();
        returnedBy("U3", "2026-03-04T13:00");
        assertThat(happened(SupervisionOpened.class)).singleElement().satisfies(opened -> {
            assertThat(opened.cause()).isEqualTo(SupervisionCause.THIRD_RETURN);
            assertThat(opened.unit()).isEqualTo("U3");
            assertThat(opened.order()).contains("第3次退单", "首接负责");
        });
        givenTo("U4", "2026-03-04T13:00", DispatchCause.AFTER_RETURN);
        returnedBy("U4", "2026-03-04T14:00");
        assertThat(happened(SupervisionOpened.class)).isEmpty();
    }

    @Test
    void two_units_passing_a_case_to_and_fro_open_supervision_when_it_is_back() {
        givenTo("U1", "2026-03-04T10:00", DispatchCause.FIRST);
        returnedBy("U1", "2026-03-04T11:00");
        givenTo("U2", "2026-03-04T11:00", DispatchCause.AFTER_RETURN);
        returnedBy("U2", "2026-03-04T12:00");
        assertThat(happened(SupervisionOpened.class)).isEmpty();
        givenTo("U1", "2026-03-04T12:00", DispatchCause.AFTER_RETURN);
        assertThat(happened(SupervisionOpened.class)).singleElement().satisfies(opened -> {
            assertThat(opened.unit()).isEqualTo("U1");
            assertThat(opened.workOrderId()).isEqualTo(events.order);
            assertThat(opened.order()).contains("往复退单", "U1单位", "U2单位");
        });
    }

    @Test
    void a_refused_return_is_no_step_towards_supervision() {
        apply(events.dispatched("2026-03-04T10:00"));
        for (int i = 0; i < 4; i++) {
            apply(events.returnRequested("2026-03-04T11:00"), events.returnDecided("2026-03-04T12:00", false));
        }
        assertThat(happened(SupervisionOpened.class)).isEmpty();
    }

    @Test
    void history_moved_in_opens_no_supervision() {
        file = CaseFile.open(events.registered("2026-03-04T09:00"), true);
        givenTo("U1", "2026-03-04T10:00", DispatchCause.FIRST);
        returnedBy("U1", "2026-03-04T11:00");
        givenTo("U2", "2026-03-04T11:00", DispatchCause.AFTER_RETURN);
        returnedBy("U2", "2026-03-04T12:00");
        givenTo("U1", "2026-03-04T12:00", DispatchCause.AFTER_RETURN);
        assertThat(happened(SupervisionOpened.class)).isEmpty();
    }

    @Test
    void a_dispatch_behind_a_withdrawal_has_no_effect() {
        apply(
                new CaseWithdrawn(events.caseId, "自行解决", at("2026-03-04T09:30")),
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"));
        assertThat(all()).isEmpty();
        assertThat(file.phase()).isEqualTo(Phase.ENDED);
        assertThat(file.deadlines()).isEmpty();
    }

    private UUID asked(String coUnit, String when) {
        UUID id = UUID.randomUUID();
        apply(new CoHandlingRequested(
                events.caseId, events.order, id, CaseEvents.UNIT, coUnit, "是否属实", "handler", at(when)));
        return id;
    }

    private CoHandlingAnswered opinion(UUID id, String when) {
        return new CoHandlingAnswered(events.caseId, events.order, id, "U7", "属实", "handler", at(when));
    }

    @Test
    void each_unit_asked_has_a_deadline_of_its_own() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        all();
        UUID first = asked("U7", "2026-03-04T11:00");
        UUID second = asked("U8", "2026-03-05T11:00");
        var set = happened(DeadlineSet.class);
        assertThat(set).extracting(DeadlineSet::deadlineId).containsExactly(first, second);
        assertThat(set).extracting(DeadlineSet::unit).containsExactly("U7", "U8");
        assertThat(set).extracting(d -> local(d.dueAt())).containsExactly("2026-03-06T17:30", "2026-03-09T17:30");
        assertThat(set).allSatisfy(d -> assertThat(d.returnUntil()).isNull());
        apply(opinion(first, "2026-03-06T17:30"), opinion(second, "2026-03-09T17:31"));
        var done = all();
        assertThat(done).hasSize(2);
        assertThat(done.get(0)).isInstanceOfSatisfying(DeadlineMet.class, met -> {
            assertThat(met.kind()).isEqualTo(DeadlineKind.CO_HANDLING);
            assertThat(met.unit()).isEqualTo("U7");
        });
        assertThat(done.get(1))
                .isInstanceOfSatisfying(
                        DeadlineMissed.class,
                        missed -> assertThat(missed.unit()).isEqualTo("U8"));
        assertThat(deadline(DeadlineKind.REPLY).state()).isEqualTo(DeadlineState.OPEN);
    }

    @Test
    void an_opinion_is_due_before_the_reply_and_follows_its_extension() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        UUID id = asked("U7", "2026-03-10T11:00");
        var set = happened(DeadlineSet.class);
        var last = set.get(set.size() - 1);
        assertThat(local(last.dueAt())).isEqualTo("2026-03-11T17:30");
        assertThat(last.explanation())
                .anySatisfy(step -> assertThat(step.text()).contains("不晚于主办单位的答复时限"));
        apply(events.extensionRequested("2026-03-11T10:00", 3), events.extensionDecided("2026-03-11T11:00", true, 3));
        var moved = happened(DeadlineSet.class);
        assertThat(moved).extracting(DeadlineSet::kind).containsExactly(DeadlineKind.REPLY, DeadlineKind.CO_HANDLING);
        assertThat(moved).extracting(d -> local(d.dueAt())).containsExactly("2026-03-16T17:30", "2026-03-12T17:30");
        assertThat(moved).extracting(DeadlineSet::moveCause).containsOnly(DeadlineMoveCause.EXTENSION);
        assertThat(moved.get(1).deadlineId()).isEqualTo(id);
    }

    @Test
    void with_the_reply_an_opinion_still_missing_was_late_or_is_no_longer_needed() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        asked("U7", "2026-03-04T11:00");
        asked("U8", "2026-03-09T11:00");
        all();
        apply(events.reply("2026-03-09T12:00"));
        var ended = all();
        assertThat(ended)
                .anySatisfy(e -> assertThat(e).isInstanceOfSatisfying(DeadlineMissed.class, missed -> {
                    assertThat(missed.kind()).isEqualTo(DeadlineKind.CO_HANDLING);
                    assertThat(missed.unit()).isEqualTo("U7");
                }));
        assertThat(ended)
                .anySatisfy(e -> assertThat(e).isInstanceOfSatisfying(DeadlineCancelled.class, cancelled -> {
                    assertThat(cancelled.unit()).isEqualTo("U8");
                    assertThat(cancelled.reason()).isEqualTo(DeadlineCancelReason.CLOSED);
                }));
    }

    @Test
    void marks_and_urges_of_an_opinion_go_to_the_unit_asked() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        asked("U7", "2026-03-04T11:00");
        all();
        file.clocks().fireTimers(at("2026-03-09T08:31"), office);
        var fired = all();
        assertThat(fired).hasSize(2);
        assertThat(((DeadlineMarked) fired.get(0)).unit()).isEqualTo("U7");
        assertThat(((UnitUrged) fired.get(1)).unit()).isEqualTo("U7");
    }

    @Test
    void a_granted_extension_says_what_moved_the_deadline() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.extensionRequested("2026-03-11T17:30", 1),
                events.extensionDecided("2026-03-12T10:00", true, 1));
        var set = happened(DeadlineSet.class);
        assertThat(set.get(0).moveCause()).isNull();
        assertThat(set.get(set.size() - 1).moveCause()).isEqualTo(DeadlineMoveCause.EXTENSION);
        assertThat(local(set.get(set.size() - 1).dueAt())).isEqualTo("2026-03-12T17:30");
    }

    @Test
    void the_unit_below_that_handles_is_known_until_it_is_back() {
        apply(events.dispatched("2026-03-04T10:00"));
        apply(new WorkOrderHandedDown(
                events.caseId,
                events.order,
                CaseEvents.UNIT,
                CaseEvents.UNIT,
                "U1-1",
                "请办",
                "h",
                at("2026-03-04T11:00")));
        assertThat(file.progress().handlingUnit()).isEqualTo("U1-1");
        apply(new WorkOrderHandedDown(
                events.caseId,
                events.order,
                CaseEvents.UNIT,
                "U1-1",
                CaseEvents.UNIT,
                "交回",
                "h",
                at("2026-03-04T12:00")));
        assertThat(file.progress().handlingUnit()).isNull();
    }

    @Test
    void the_platform_above_caps_the_reply() {
        file = CaseFile.open(
                events.registered(
                        "2026-03-04T09:00",
                        Anonymity.NAMED,
                        true,
                        new Upstream("PROVINCE", "S-1", at("2026-03-10T12:00")),
                        null,
                        IntakeOutcome.TO_DISPATCH,
                        events.citizen),
                false);
        apply(events.dispatched("2026-03-04T10:00"));
        assertThat(happened(DeadlineSet.class))
                .extracting(d -> local(d.dueAt()))
                .containsExactly("2026-03-05T17:30", "2026-03-09T12:00");
    }

    @Test
    void an_imported_case_is_silent_and_closed_with_its_reply() {
        file = CaseFile.open(
                events.registered(
                        "2011-07-01T08:00",
                        Anonymity.NAMED,
                        true,
                        null,
                        at("2011-07-05T16:00"),
                        IntakeOutcome.TO_DISPATCH,
                        events.citizen),
                true);
        applyImported(events.dispatched("2011-07-01T08:30"), events.signed("2011-07-01T09:00"));
        assertThat(deadline(DeadlineKind.REPLY).nextAt()).isNull();
        file.clocks().fireTimers(at("2026-03-04T10:00"), office);
        applyImported(
                new CitizenUrged(events.caseId, 3, null, at("2011-07-02T10:00")), events.reply("2011-07-05T16:00"));
        List<CaseEvent> all = all();
        assertThat(all)
                .extracting(Object::getClass)
                .containsExactly(
                        DeadlineSet.class, DeadlineSet.class, DeadlineMet.class, DeadlineMet.class, CaseClosed.class);
        assertThat(((CaseClosed) all.get(4)).reason()).isEqualTo(CloseReason.SILENT_HISTORY);
        assertThat(local(((CaseClosed) all.get(4)).closedAt())).isEqualTo("2011-07-05T16:00");
        assertThat(file.changes().events()).allMatch(derived -> derived.cause().imported());
        assertThat(file.callbacks()).isEmpty();
    }

    @Test
    void going_live_starts_the_timer_from_that_moment() {
        file = CaseFile.open(events.registered("2026-03-04T09:00"), true);
        applyImported(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        all();
        apply(new CaseWentLive(events.caseId, at("2026-03-20T09:00")));
        file.clocks().fireTimers(at("2026-03-20T09:00"), office);
        assertThat(happened(DeadlineMarked.class)).singleElement().satisfies(mark -> {
            assertThat(mark.mark()).isEqualTo(DeadlineMark.RED);
            assertThat(local(mark.markedAt())).isEqualTo("2026-03-20T09:00");
        });
        apply(events.reply("2026-03-20T10:00"));
        assertThat(file.phase()).isEqualTo(Phase.CALLBACK);
    }

    @Test
    void withdrawal_cancels_deadlines_and_the_callback() {
        apply(events.dispatched("2026-03-04T10:00"));
        all();
        apply(new CaseWithdrawn(events.caseId, "已自行解决", at("2026-03-04T12:00")));
        assertThat(happened(DeadlineCancelled.class))
                .extracting(DeadlineCancelled::reason)
                .containsExactly(DeadlineCancelReason.WITHDRAWN, DeadlineCancelReason.WITHDRAWN);
        apply(events.reply("2026-03-05T10:00"));
        assertThat(all()).isEmpty();
        assertThat(file.phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void withdrawal_after_the_reply_ends_the_callback() {
        replied();
        apply(new CaseWithdrawn(events.caseId, "不必回访", at("2026-03-06T12:00")));
        assertThat(file.callbacks()).extracting(Callback::state).containsExactly(CallbackState.CANCELLED);
        assertThat(file.phase()).as("L3").isEqualTo(Phase.ENDED);
        assertThat(file.progress().course().end()).isEqualTo(CourseEnd.WITHDRAWN);
    }

    @Test
    void an_answer_behind_the_signature_leaves_the_case_to_its_unit() {
        apply(events.dispatched("2026-03-04T10:00"), events.signed("2026-03-04T11:00"));
        all();
        apply(new CaseAnsweredDirectly(events.caseId, "已答复", AnsweredBy.AGENT, null, at("2026-03-04T11:00")));
        assertThat(all()).as("L2").isEmpty();
        assertThat(file.phase()).isEqualTo(Phase.HANDLING);
        apply(events.reply("2026-03-05T10:00"));
        assertThat(file.phase()).isEqualTo(Phase.CALLBACK);
    }

    @Test
    void a_merged_case_is_answered_by_the_unit_of_its_lead() {
        apply(events.dispatched("2026-03-04T10:00"));
        apply(new CaseMerged(events.caseId, UUID.randomUUID(), events.order, "d", at("2026-03-04T12:00")));
        apply(new ReplyIssued(
                events.caseId,
                events.order,
                UUID.randomUUID(),
                1,
                "LEADS",
                Disposition.RESOLVED,
                "已修复",
                null,
                null,
                null,
                "h",
                at("2026-03-05T10:00")));
        assertThat(file.progress().unit()).as("L4").isEqualTo("LEADS");
        assertThat(file.callbacks())
                .extracting(callback -> callback.subject().unit())
                .containsExactly("LEADS");
        assertThat(file.changes().duties()).extracting(Changes.NewDuty::unit).containsExactly("LEADS");
    }

    @Test
    void a_withdrawal_that_the_stream_heard_before_the_closing_wins() {
        replied();
        answer(Satisfaction.SATISFIED, null);
        assertThat(file.phase()).isEqualTo(Phase.CLOSED);
        file.apply(
                new CaseWithdrawn(events.caseId, "不必回访", at("2026-03-06T12:00")),
                new Cause(at("2026-03-06T12:00"), false, null),
                office);
        assertThat(file.phase()).as("the closing has not come back yet").isEqualTo(Phase.ENDED);
        assertThat(file.progress().closeReason()).isNull();
    }

    @Test
    void a_merge_cancels_and_its_undoing_waits_for_a_dispatch() {
        apply(events.dispatched("2026-03-04T10:00"));
        all();
        apply(new CaseMerged(events.caseId, UUID.randomUUID(), events.order, "d", at("2026-03-04T12:00")));
        assertThat(happened(DeadlineCancelled.class)).hasSize(2);
        apply(events.dispatchedAgain("2026-03-04T12:30", DispatchCause.UNMERGED));
        assertThat(all()).isEmpty();
        apply(
                new CaseUnmerged(events.caseId, UUID.randomUUID(), "d", at("2026-03-04T13:00")),
                events.dispatchedAgain("2026-03-04T13:00", DispatchCause.UNMERGED));
        assertThat(happened(DeadlineSet.class)).hasSize(2);
    }

    @Test
    void the_citizen_of_a_merged_case_is_called_back_and_the_case_is_reworked_alone() {
        apply(events.dispatched("2026-03-04T10:00"));
        apply(new CaseMerged(events.caseId, UUID.randomUUID(), events.order, "d", at("2026-03-04T12:00")));
        // moved to another lead meanwhile
        apply(new CaseMerged(events.caseId, UUID.randomUUID(), events.order, "d", at("2026-03-04T13:00")));
        all();

        apply(events.reply("2026-03-05T10:00"));

        assertThat(file.phase()).isEqualTo(Phase.CALLBACK);
        assertThat(all()).isEmpty();
        answer(Satisfaction.DISSATISFIED, false);
        assertThat(happened(ReworkOrdered.class))
                .singleElement()
                .satisfies(rework -> assertThat(rework.workOrderId()).isEqualTo(events.order));
        apply(events.dispatchedAgain("2026-03-09T10:00", DispatchCause.REWORK));
        assertThat(file.phase()).isEqualTo(Phase.HANDLING);
        assertThat(happened(DeadlineSet.class)).hasSize(2);
    }

    @Test
    void what_intake_settles_is_not_closed_here() {
        apply(new CaseAnsweredDirectly(events.caseId, "已答复", AnsweredBy.AGENT, null, at("2026-03-04T09:10")));
        assertThat(all()).isEmpty();
        assertThat(file.phase()).isEqualTo(Phase.ENDED);
        file = CaseFile.open(events.registered("2026-03-04T09:00"), false);
        apply(
                events.dispatched("2026-03-04T10:00"),
                new CaseNotAccepted(
                        events.caseId, NonAcceptanceReason.LEGAL_ROUTE, "请通过诉讼解决", at("2026-03-04T11:00"), null));
        assertThat(happened(DeadlineCancelled.class)).hasSize(2);
        assertThat(CaseFile.open(
                                events.registered(
                                        "2026-03-04T09:00",
                                        Anonymity.NAMED,
                                        true,
                                        null,
                                        null,
                                        IntakeOutcome.ANSWERED,
                                        events.citizen),
                                false)
                        .phase())
                .isEqualTo(Phase.ENDED);
    }

    @Test
    void the_citizens_second_urge_reaches_the_unit_and_the_third_opens_supervision() {
        apply(events.dispatched("2026-03-04T10:00"));
        all();
        apply(new CitizenUrged(events.caseId, 1, null, at("2026-03-05T10:00")));
        assertThat(all()).isEmpty();
        apply(new CitizenUrged(events.caseId, 2, null, at("2026-03-05T11:00")));
        assertThat(happened(UnitUrged.class)).extracting(UnitUrged::origin).containsExactly(UrgeOrigin.CITIZEN);
        apply(new CitizenUrged(events.caseId, 3, null, at("2026-03-05T12:00")));
        assertThat(happened(SupervisionOpened.class)).singleElement().satisfies(opened -> {
            assertThat(opened.cause()).isEqualTo(SupervisionCause.THIRD_CITIZEN_URGE);
            assertThat(local(opened.dueAt())).isEqualTo("2026-03-10T17:30");
        });
        apply(new CitizenUrged(events.caseId, 4, null, at("2026-03-05T13:00")));
        assertThat(all()).extracting(Object::getClass).containsExactly(UnitUrged.class);
    }

    @Test
    void a_satisfied_citizen_closes_the_case() {
        replied();
        answer(Satisfaction.BASICALLY_SATISFIED, null);
        assertThat(all()).extracting(Object::getClass).containsExactly(CallbackCompleted.class, CaseClosed.class);
        assertThat(file.progress().closeReason()).isEqualTo(CloseReason.SATISFIED);
    }

    @Test
    void an_objective_reason_closes_the_case_as_explained() {
        replied();
        answer(Satisfaction.DISSATISFIED, true);
        assertThat(happened(CaseClosed.class)).extracting(CaseClosed::reason).containsExactly(CloseReason.EXPLAINED);
    }

    @Test
    void the_first_dissatisfaction_orders_rework_and_the_second_lets_a_supervisor_decide() {
        replied();
        answer(Satisfaction.DISSATISFIED, false);
        ReworkOrdered rework = (ReworkOrdered) all().get(1);
        assertThat(rework.cause()).isEqualTo(ReworkCause.DISSATISFIED);
        assertThat(rework.round()).isEqualTo(1);
        assertThat(rework.reason()).isEqualTo("没有解决");

        apply(events.dispatchedAgain("2026-03-09T10:00", DispatchCause.REWORK));
        assertThat(happened(DeadlineSet.class))
                .extracting(d -> local(d.dueAt()))
                .containsExactly("2026-03-10T17:30", "2026-03-12T17:30");
        apply(events.reply("2026-03-10T10:00"));
        all();
        answer(Satisfaction.VERY_DISSATISFIED, null);
        assertThat(all())
                .extracting(Object::getClass)
                .containsExactly(CallbackCompleted.class, SupervisionOpened.class);
        assertThat(file.phase()).isEqualTo(Phase.AWAITING_DECISION);
        file.afterReply().reworkDecided(true, false, "再办一次", Cause.at(at("2026-03-12T10:00"), "sup"), office);
        assertThat(happened(ReworkOrdered.class)).singleElement().satisfies(ordered -> {
            assertThat(ordered.cause()).isEqualTo(ReworkCause.SUPERVISOR);
            assertThat(ordered.orderedBy()).isEqualTo("sup");
        });
    }

    @Test
    void a_supervisor_may_close_as_explained_instead() {
        replied();
        answer(Satisfaction.DISSATISFIED, false);
        apply(events.dispatchedAgain("2026-03-09T10:00", DispatchCause.REWORK), events.reply("2026-03-10T10:00"));
        answer(Satisfaction.DISSATISFIED, false);
        all();
        file.afterReply().reworkDecided(false, false, "已解释政策", Cause.at(at("2026-03-12T10:00"), "sup"), office);
        assertThat(happened(CaseClosed.class)).extracting(CaseClosed::rounds).containsExactly(2);
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() -> file.afterReply()
                        .reworkDecided(false, false, "又一次", Cause.at(at("2026-03-12T11:00"), "sup"), office))
                .satisfies(wrong -> assertThat(wrong.phase()).isEqualTo(Phase.CLOSED));
    }

    @Test
    void a_later_answer_corrects_an_earlier_one() {
        replied();
        CaseFile.AskedAbout asked = answer(Satisfaction.SATISFIED, null);
        all();
        Answer first = given(Satisfaction.SATISFIED, null);
        file.afterReply()
                .answered(
                        asked,
                        given(Satisfaction.VERY_SATISFIED, null),
                        first,
                        false,
                        cause("2026-03-07T10:00"),
                        office);
        assertThat(happened(CallbackCompleted.class))
                .extracting(CallbackCompleted::correction)
                .containsExactly(true);
        assertThat(file.phase()).isEqualTo(Phase.CLOSED);
        file.afterReply()
                .answered(
                        asked, given(Satisfaction.DISSATISFIED, null), first, false, cause("2026-03-07T11:00"), office);
        List<CaseEvent> all = all();
        assertThat(all).extracting(Object::getClass).containsExactly(CallbackCompleted.class, ReworkOrdered.class);
        assertThat(((ReworkOrdered) all.get(1)).cause()).isEqualTo(ReworkCause.OBJECTION);
        assertThat(file.progress().closedAt()).isNull();
    }

    @Test
    void an_answer_about_an_earlier_round_is_only_recorded() {
        replied();
        CaseFile.AskedAbout asked = answer(Satisfaction.DISSATISFIED, false);
        apply(events.dispatchedAgain("2026-03-09T10:00", DispatchCause.REWORK));
        all();
        file.afterReply()
                .answered(
                        asked,
                        given(Satisfaction.SATISFIED, null),
                        given(Satisfaction.DISSATISFIED, false),
                        false,
                        cause("2026-03-09T11:00"),
                        office);
        assertThat(all()).extracting(Object::getClass).containsExactly(CallbackCompleted.class);
        assertThat(file.phase()).isEqualTo(Phase.HANDLING);
    }

    @Test
    void the_last_attempt_in_vain_closes_the_case() {
        replied();
        file.afterReply().notReached(asked(), SurveyInstrument.AGENT, cause("2026-03-08T10:00"));
        assertThat(all()).extracting(Object::getClass).containsExactly(CallbackCompleted.class, CaseClosed.class);
        assertThat(file.progress().closeReason()).isEqualTo(CloseReason.NO_ANSWER);
    }

    @Test
    void a_supervisor_urges_and_supervises_the_unit_that_has_the_order() {
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() ->
                        file.urging().bySupervisor(UrgeLevel.LEADERS, "快", 7L, cause("2026-03-04T09:30"), office));
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() -> file.supervising()
                        .bySupervisor("查", at("2026-03-06T17:30"), cause("2026-03-04T09:30"), office));
        assertThatExceptionOfType(WrongPhase.class)
                .isThrownBy(() -> file.informing()
                        .informed(NoticeChannel.SMS, true, at("2026-03-04T09:30"), cause("2026-03-04T09:30"), office));
        apply(events.dispatched("2026-03-04T10:00"));
        all();
        file.urging().bySupervisor(UrgeLevel.LEADERS, "请抓紧", 7L, Cause.at(at("2026-03-05T09:00"), "sup"), office);
        file.supervising().bySupervisor("请报告", at("2026-03-09T17:30"), Cause.at(at("2026-03-05T09:00"), "sup"), office);
        assertThat(all()).extracting(Object::getClass).containsExactly(UnitUrged.class, SupervisionOpened.class);
        assertThat(file.changes().urges().get(0).by()).isEqualTo("sup");
        assertThat(file.supervisions().get(0).order().cause()).isEqualTo(SupervisionCause.SUPERVISOR);
    }

    @Test
    void a_citizen_told_is_informed_and_one_not_reached_is_not() {
        replied();
        file.informing()
                .informed(NoticeChannel.ROBOT, false, at("2026-03-06T10:00"), cause("2026-03-06T10:00"), office);
        assertThat(file.progress().informed()).isFalse();
        file.informing().informed(NoticeChannel.SMS, true, at("2026-03-06T11:00"), cause("2026-03-06T11:00"), office);
        assertThat(file.progress().informed()).isTrue();
        assertThat(happened(CitizenInformed.class))
                .extracting(CitizenInformed::reached)
                .containsExactly(false, true);
    }

    @Test
    void a_new_notice_moves_an_open_deadline_and_says_from_where() {
        file = CaseFile.open(events.registered("2026-12-30T09:00"), false);
        apply(events.dispatched("2026-12-31T10:00"));
        DeadlineSet reply = happened(DeadlineSet.class).get(1);
        assertThat(local(reply.dueAt())).isEqualTo("2027-01-07T17:30");
        assertThat(reply.provisional()).isTrue();
        var notice = new CalendarYear(
                2027, "通知", List.of(new CalendarDay(LocalDate.of(2027, 1, 1), "元旦", false, null)), List.of());
        Office later = TestOffice.office(office.calendar().with(notice, 2));
        var because = new Text("2027年放假安排更新", "the notice for 2027 changed");
        assertThat(file.recalculating().recompute(history(because, ChangedDays.ALL), cause("2027-01-01T09:00"), later))
                .isEqualTo(new Recomputed(2, 2));
        assertThat(happened(DeadlineSet.class)).last().satisfies(set -> {
            assertThat(local(set.dueAt())).isEqualTo("2027-01-08T17:30");
            assertThat(local(set.previousDueAt())).isEqualTo("2027-01-07T17:30");
            assertThat(set.movedBecause()).isEqualTo("2027年放假安排更新");
            assertThat(set.provisional()).isFalse();
            assertThat(set.calendarRevision()).isEqualTo(2);
        });
        assertThat(file.recalculating().recompute(history(because, ChangedDays.ALL), cause("2027-01-01T09:10"), later))
                .isEqualTo(Recomputed.NOTHING);
        assertThat(all()).isEmpty();
    }

    @Test
    void a_notice_about_other_days_leaves_a_deadline_but_for_its_revision() {
        apply(events.dispatched("2026-03-04T10:00"));
        var again = restored();
        CalendarYear before = office.calendar().year(2026).orElseThrow();
        CalendarYear after = before.byNotice(
                before.source(),
                before.days().stream()
                        .filter(day -> day.date().getMonthValue() != 10)
                        .toList());
        ChangedDays days = ChangedDays.between(before, after);
        assertThat(days.touch(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 9, 30)))
                .isFalse();
        assertThat(days.touch(LocalDate.of(2026, 10, 7), LocalDate.of(2026, 12, 30)))
                .isTrue();
        Office later = TestOffice.office(office.calendar().with(after, 2));
        Recomputed done = again.recalculating()
                .recompute(history(new Text("更新", "changed"), days), cause("2026-03-05T10:00"), later);
        assertThat(done).isEqualTo(new Recomputed(2, 0));
        assertThat(again.changes().events()).isEmpty();
        assertThat(again.deadlines()).allSatisfy(deadline -> {
            assertThat(deadline.isCarriedOver()).isTrue();
            assertThat(deadline.terms().calendarRevision()).isEqualTo(2);
        });
    }

    @Test
    void a_move_takes_back_marks_that_are_no_longer_right() {
        file = CaseFile.open(events.registered("2026-12-30T09:00"), false);
        apply(events.dispatched("2026-12-31T10:00"));
        file.clocks().fireTimers(at("2027-01-01T18:00"), office);
        all();
        assertThat(deadline(DeadlineKind.SIGN).state()).isEqualTo(DeadlineState.RED);
        var notice = new CalendarYear(
                2027, "通知", List.of(new CalendarDay(LocalDate.of(2027, 1, 1), "元旦", false, null)), List.of());
        Office later = TestOffice.office(office.calendar().with(notice, 2));
        file.recalculating()
                .recompute(history(new Text("更新", "changed"), ChangedDays.ALL), cause("2027-01-01T18:30"), later);
        assertThat(happened(DeadlineMarkRevoked.class))
                .extracting(DeadlineMarkRevoked::mark)
                .containsExactly(DeadlineMark.RED);
        assertThat(deadline(DeadlineKind.SIGN).state()).isEqualTo(DeadlineState.OPEN);
    }

    @ParameterizedTest(name = "closed on {0}, then on {1}: due {2}, because {3}")
    @CsvSource({
        // both lie on its way
        "2026-03-05, 2026-03-06, 2026-03-13T17:30, 甲；乙",
        // the other one is long after it
        "2026-03-05, 2026-05-20, 2026-03-12T17:30, 甲",
        "2026-05-20, 2026-03-05, 2026-03-12T17:30, 乙",
        // the first one moved it to where the second one moved it on
        "2026-03-05, 2026-03-12, 2026-03-13T17:30, 甲；乙",
        "2026-03-12, 2026-03-05, 2026-03-13T17:30, 甲；乙"
    })
    void a_moved_deadline_names_the_changes_that_moved_it_and_no_others(
            String first, String second, String due, String because) {
        apply(events.dispatched("2026-03-04T10:00"));
        all();
        CalendarYear before = office.calendar().year(2026).orElseThrow();
        var history = new CalendarHistory(List.of(
                new CalendarHistory.Revised(3, new CalendarChange(new Text("乙", "second"), only(second))),
                new CalendarHistory.Revised(2, new CalendarChange(new Text("甲", "first"), only(first))),
                // long before the deadline was set
                new CalendarHistory.Revised(1, new CalendarChange(new Text("丙", "earlier"), ChangedDays.ALL))));
        Office later =
                TestOffice.office(office.calendar().with(before.withLocalDays(List.of(off(first), off(second))), 3));
        file.recalculating().recompute(history, cause("2026-03-04T12:00"), later);
        assertThat(happened(DeadlineSet.class))
                .filteredOn(set -> set.kind() == DeadlineKind.REPLY)
                .singleElement()
                .satisfies(set -> {
                    assertThat(local(set.dueAt())).isEqualTo(due);
                    assertThat(set.movedBecause()).isEqualTo(because);
                });
    }

    private static ChangedDays only(String day) {
        return new ChangedDays(List.of(new ChangedDays.Span(LocalDate.parse(day), LocalDate.parse(day))));
    }

    private static SourcedDay off(String day) {
        return new SourcedDay(new CalendarDay(LocalDate.parse(day), "停工", false, null), "市政府");
    }

    @Test
    void saved_and_loaded_again_it_is_the_same() {
        apply(events.dispatched("2026-03-04T10:00"));
        CaseFile again = CaseFile.restore(
                0,
                file.facts(),
                file.progress(),
                new CaseFile.Open(file.deadlines(), file.callbacks(), file.supervisions()));
        assertThat(again.isNew()).isFalse();
        assertThat(again.isChanged()).isFalse();
        assertThat(file.isNew()).isTrue();
        assertThat(file.isChanged()).isTrue();
        again.apply(events.returnRequested("2026-03-05T10:00"), cause("2026-03-05T10:00"), office);
        assertThat(again.isChanged()).isTrue();
    }

    private static CalendarHistory history(Text because, ChangedDays days) {
        return CalendarHistory.of(new CalendarChange(because, days));
    }

    /** The file as it is read back from the database. */
    private CaseFile restored() {
        List<Deadline> saved = file.deadlines().stream()
                .map(deadline -> Deadline.restore(
                        deadline.subject(),
                        deadline.terms(),
                        deadline.moments(),
                        deadline.fired(),
                        deadline.state(),
                        deadline.timed(),
                        deadline.held(),
                        null,
                        null))
                .toList();
        return CaseFile.restore(
                0, file.facts(), file.progress(), new CaseFile.Open(saved, file.callbacks(), file.supervisions()));
    }

    private void replied() {
        apply(
                events.dispatched("2026-03-04T10:00"),
                events.signed("2026-03-04T11:00"),
                events.reply("2026-03-06T10:00"));
        all();
    }

    @Override
    CaseFile.AskedAbout asked() {
        return new CaseFile.AskedAbout(
                UUID.randomUUID(), events.order, events.round, CaseEvents.UNIT, Disposition.RESOLVED);
    }

    private CaseFile.AskedAbout answer(Satisfaction satisfaction, Boolean objective) {
        return answer(given(satisfaction, objective));
    }

    private static Answer given(Satisfaction satisfaction, Boolean objective) {
        String explanation = Boolean.TRUE.equals(objective) ? "政策规定不能办理，已向诉求人说明" : null;
        return new Answer(
                SurveyInstrument.AGENT, true, true, satisfaction, null, List.of(), "没有解决", objective, explanation);
    }

    private static Cause cause(String when) {
        return Cause.at(at(when), null);
    }

    @Override
    Instant time(CaseEvent event) {
        return event instanceof CitizenUrged urged ? urged.urgedAt() : super.time(event);
    }

    private void applyImported(CaseEvent... list) {
        for (CaseEvent event : list) {
            Instant time = event instanceof ReplyIssued reply ? reply.issuedAt() : at("2011-07-01T08:30");
            apply(event, new Cause(time, true, "importer"));
        }
    }

    private Deadline deadline(DeadlineKind kind) {
        return file.deadlines().stream()
                .filter(d ->
                        d.subject().kind() == kind && d.subject().workOrderId().equals(events.order))
                .findFirst()
                .orElseThrow();
    }

    @Override
    List<CaseEvent> all() {
        return super.all().stream().filter(event -> !isAboutTelling(event)).toList();
    }

    /** That the citizen is to be told is looked at in {@link AfterReplyTest}. */
    private static boolean isAboutTelling(CaseEvent event) {
        return event instanceof DeadlineSet set && set.kind() == DeadlineKind.INFORM
                || event instanceof DeadlineMet met && met.kind() == DeadlineKind.INFORM
                || event instanceof DeadlineCancelled cancelled && cancelled.kind() == DeadlineKind.INFORM;
    }
}
