package org.hotline12345.assessment.fact.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.ProblemPatternSet;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.course.CaseCourse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseLifeTest {
    private static final Instant START = Instant.parse("2026-11-02T01:00:00Z");
    private static final UUID CASE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID FIRST = UUID.fromString("00000000-0000-7000-8000-0000000000a1");
    private static final UUID SECOND = UUID.fromString("00000000-0000-7000-8000-0000000000a2");
    private static final UUID CALLBACK = UUID.fromString("00000000-0000-7000-8000-0000000000c1");

    @Test
    void a_reply_in_time_finishes_the_round() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.SIGN, hour(9)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(100)),
                Lives.signed(CASE, FIRST, "U1", hour(2)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(100))));

        assertThat(round.due()).isTrue();
        assertThat(round.finishedOnTime()).isTrue();
        assertThat(round.signedAt).isEqualTo(hour(2));
        assertThat(round.signDueAt).isEqualTo(hour(9));
        assertThat(round.unit()).isEqualTo("U1");
        assertThat(round.round()).isEqualTo(1);
        assertThat(round.cause).isEqualTo(DispatchCause.FIRST);
        assertThat(round.channel).isEqualTo("PHONE");
        assertThat(round.type).isEqualTo(CaseType.HELP);
        assertThat(round.registeredAt).isEqualTo(START);
        assertThat(round.open()).isFalse();
    }

    @Test
    void a_corrected_case_is_counted_by_what_it_is_in_truth_with_all_its_rounds() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.corrected(CASE, "C0202", "220181", Anonymity.NO_CONTACT, true, hour(2)));

        assertThat(life.fact().category).isEqualTo("C0202");
        assertThat(life.fact().area).isEqualTo("220181");
        assertThat(life.fact().urgency).isEqualTo(Urgency.URGENT);
        assertThat(life.fact().toBeInformed()).isFalse();
        assertThat(only(life).category).isEqualTo("C0202");
        assertThat(only(life).area).isEqualTo("220181");
        assertThat(only(life).toBeInformed).isFalse();
        assertThat(life.caseChanged()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // heard of by dispatch, the category then
        "0, C0202",
        "1, C0202",
        "2, C0101",
        "3, C0101",
    })
    void a_dispatch_decided_before_the_correction_was_heard_brings_nothing_back(int heard, String category) {
        var facts = new MemoryFacts();
        var events = List.of(
                registered(),
                Lives.corrected(CASE, 1, "C0303", "220182", Anonymity.NAMED, true, hour(1)),
                Lives.corrected(CASE, 2, "C0202", "220181", Anonymity.NAMED, true, hour(2)),
                Lives.dispatched(CASE, FIRST, 1, DispatchCause.FIRST, "U1", hour(3), heard));
        for (int i = 0; i < events.size(); i++) {
            facts.apply(List.of(new MemoryFacts.Placed(0, i, new UUID(5, i), events.get(i))));
        }

        var life = facts.load(CASE);
        assertThat(life.fact().category).isEqualTo(category);
        assertThat(life.fact().area).isEqualTo(category.equals("C0202") ? "220181" : "220173");
        assertThat(only(life).category).isEqualTo(category);
    }

    @Test
    void a_second_late_is_late() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(100)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(100).plusSeconds(1))));

        assertThat(round.due()).isTrue();
        assertThat(round.finishedOnTime()).isFalse();
    }

    @Test
    void the_latest_deadline_and_the_first_reply_decide() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(50)),
                new ExtensionDecided(CASE, FIRST, UUID.randomUUID(), "U1", true, 3, "同意", "d", hour(40)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(100)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(90)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(120))));

        assertThat(round.dueAt).isEqualTo(hour(100));
        assertThat(round.finishedAt()).isEqualTo(hour(90));
        assertThat(round.extended).isTrue();
        assertThat(round.finishedOnTime()).isTrue();
    }

    @Test
    void a_refused_extension_is_none() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                new ExtensionDecided(CASE, FIRST, UUID.randomUUID(), "U1", false, 0, "不同意", "d", hour(40))));

        assertThat(round.extended).isFalse();
    }

    @Test
    void a_dispatch_behind_a_withdrawal_counts_for_nothing() {
        var life = life(
                registered(),
                new org.hotline12345.events.CaseWithdrawn(CASE, "自行解决", hour(1)),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(2)));

        assertThat(life.rounds()).isEmpty();
        assertThat(life.fact().dispatchedAt).isNull();
        assertThat(life.fact().withdrawnAt()).isEqualTo(hour(1));
        assertThat(life.fact().unit).isNull();
    }

    @Test
    void a_refused_return_stays_with_its_unit_and_is_counted() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.returnRequested(CASE, FIRST, "U1", hour(5)),
                Lives.returnDecided(CASE, FIRST, "U1", false, hour(8))));

        assertThat(round.open()).isTrue();
        assertThat(round.returnsRefused).isEqualTo(1);
    }

    @Test
    void an_order_taken_from_its_unit_leaves_its_rates_and_is_counted() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.recalled(CASE, FIRST, "U1", hour(5)),
                dispatch(SECOND, 1, DispatchCause.AFTER_RECALL, "U2", hour(5)));

        var first = life.rounds().iterator().next();
        assertThat(first.endKind).isEqualTo(RoundEnd.RECALLED);
        assertThat(first.endedAt).isEqualTo(hour(5));
        assertThat(first.due()).isFalse();
        assertThat(first.toBeSigned()).isFalse();
        assertThat(life.rounds())
                .filteredOn(RoundFact::open)
                .singleElement()
                .satisfies(open -> assertThat(open.unit()).isEqualTo("U2"));
    }

    @Test
    void a_co_handling_unit_answers_for_its_own_opinion_and_the_lead_is_not_blamed() {
        var asked = UUID.fromString("00000000-0000-7000-8000-0000000000d1");
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                new org.hotline12345.events.CoHandlingRequested(CASE, FIRST, asked, "U1", "U7", "是否属实", "h", hour(2)),
                Lives.opinionDue(CASE, asked, FIRST, 1, "U7", hour(2), hour(50)),
                new UnitUrged(
                        CASE, UUID.randomUUID(), FIRST, "U7", UrgeOrigin.SYSTEM, "请答复", hour(60), UrgeLevel.HANDLERS),
                new org.hotline12345.events.CoHandlingAnswered(CASE, FIRST, asked, "U7", "属实", "h", hour(61)));

        assertThat(life.changedCoHandling()).singleElement().satisfies(fact -> {
            assertThat(fact.unit).isEqualTo("U7");
            assertThat(fact.leadUnit).isEqualTo("U1");
            assertThat(fact.dueAt).isEqualTo(hour(50));
            assertThat(fact.answeredAt).isEqualTo(hour(61));
            assertThat(fact.endedAt).isNull();
            assertThat(fact.channel).isEqualTo("PHONE");
        });
        assertThat(only(life).urges).isZero();
        assertThat(only(life).unit()).isEqualTo("U1");
    }

    @Test
    void a_granted_return_ends_the_first_units_round_when_it_was_asked_for() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(6)),
                Lives.returnRequested(CASE, FIRST, "U1", hour(5)),
                Lives.returnDecided(CASE, FIRST, "U1", true, hour(8)),
                dispatch(SECOND, 1, DispatchCause.AFTER_RETURN, "U2", hour(8)),
                Lives.deadline(CASE, SECOND, 1, DeadlineKind.REPLY, hour(108)));
        var returned = round(life, FIRST);

        assertThat(returned.endKind).isEqualTo(RoundEnd.RETURNED);
        assertThat(returned.endedAt).isEqualTo(hour(5));
        assertThat(returned.due()).as("asked for before the deadline").isFalse();
        assertThat(round(life, SECOND).due()).isTrue();
        assertThat(life.fact().unit).isEqualTo("U2");
        assertThat(life.fact().dispatchedAt).isEqualTo(hour(1));
    }

    @Test
    void a_refused_return_gives_no_time_back() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(100)),
                Lives.returnRequested(CASE, FIRST, "U1", hour(5)),
                Lives.returnDecided(CASE, FIRST, "U1", false, hour(8))));

        assertThat(round.open()).isTrue();
        assertThat(round.due()).isTrue();
        assertThat(round.returnRequestedAt).isEqualTo(hour(5));
    }

    @Test
    void what_ends_after_its_deadline_stays_due_and_late() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(10)),
                new CaseWithdrawn(CASE, "已解决", hour(11))));

        assertThat(round.due()).isTrue();
        assertThat(round.finishedOnTime()).isFalse();
        assertThat(round.endKind).isEqualTo(RoundEnd.WITHDRAWN);
    }

    @Test
    void what_is_withdrawn_before_its_deadline_is_not_due() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(10)),
                new CaseWithdrawn(CASE, "已解决", hour(10)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(12)));

        assertThat(only(life).due()).isFalse();
        assertThat(only(life).finishedAt())
                .as("a reply after a withdrawal has no effect")
                .isNull();
        assertThat(life.fact().withdrawnAt()).isEqualTo(hour(10));
    }

    @Test
    void a_merged_case_has_no_round_until_it_is_unmerged() {
        var merged = List.<CaseEvent>of(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                new CaseMerged(CASE, UUID.randomUUID(), FIRST, "d", hour(3)));
        var life = life(merged.toArray(CaseEvent[]::new));

        assertThat(only(life).endKind).isEqualTo(RoundEnd.MERGED);
        assertThat(life.fact().mergedAt).isEqualTo(hour(3));
        assertThat(life.fact().mergedInto()).isNotNull();

        apply(life, 3, new CaseUnmerged(CASE, UUID.randomUUID(), "d", hour(5)));
        apply(life, 4, dispatch(SECOND, 1, DispatchCause.UNMERGED, "U1", hour(5)));

        assertThat(life.fact().mergedAt).isNull();
        assertThat(life.fact().mergedInto()).isNull();
        assertThat(round(life, SECOND).open()).isTrue();
    }

    @Test
    void a_merged_case_that_is_answered_with_its_lead_counts_as_answered_but_not_as_due_again() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(100)),
                new CaseMerged(CASE, UUID.randomUUID(), FIRST, "d", hour(3)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(20)),
                // followup was behind
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(100)),
                new DeadlineCancelled(
                        CASE,
                        UUID.randomUUID(),
                        FIRST,
                        DeadlineKind.REPLY,
                        "U1",
                        DeadlineCancelReason.MERGED,
                        hour(3)));

        assertThat(only(life).finishedAt()).isEqualTo(hour(20));
        assertThat(only(life).endKind).isNull();
        assertThat(only(life).due()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"4, true", "3, true", "2, false"})
    void the_time_to_sign_ends_with_the_merge_unless_it_was_over_before(int signUntil, boolean ended) {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.SIGN, hour(signUntil)),
                new CaseMerged(CASE, UUID.randomUUID(), FIRST, "d", hour(3)),
                Lives.replied(CASE, FIRST, 1, "U2", hour(20)));

        assertThat(only(life).signDueAt).isEqualTo(ended ? null : hour(signUntil));
        assertThat(only(life).toBeSigned()).isEqualTo(!ended);
    }

    @Test
    void a_merged_case_that_is_answered_with_its_lead_was_not_to_be_signed() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.SIGN, hour(9)),
                new CaseMerged(CASE, UUID.randomUUID(), FIRST, "d", hour(3)),
                Lives.replied(CASE, FIRST, 1, "U2", hour(20)),
                // followup was behind
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.SIGN, hour(9)));

        assertThat(only(life).finishedAt()).isEqualTo(hour(20));
        assertThat(only(life).signDueAt).isNull();
        assertThat(only(life).toBeSigned()).isFalse();
    }

    @Test
    void the_latest_pattern_counts() {
        var life = life(
                registered(),
                new ProblemPatternSet(CASE, ProblemPattern.SUDDEN, true, "5件", "system", hour(1)),
                new ProblemPatternSet(CASE, ProblemPattern.LONG_TERM, false, "管网老化", "d", hour(2)));

        assertThat(life.fact().pattern).isEqualTo(ProblemPattern.LONG_TERM);
    }

    @ParameterizedTest
    @EnumSource(DeadlineCancelReason.class)
    void a_cancelled_deadline_ends_the_round_unless_it_is_replaced(DeadlineCancelReason reason) {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(100)),
                new DeadlineCancelled(CASE, UUID.randomUUID(), FIRST, DeadlineKind.SIGN, "U1", reason, hour(4)),
                new DeadlineCancelled(CASE, UUID.randomUUID(), FIRST, DeadlineKind.REPLY, "U1", reason, hour(5))));

        assertThat(round.endKind == null).isEqualTo(reason == DeadlineCancelReason.REPLACED);
        if (round.endKind != null) {
            assertThat(round.endKind.name()).isEqualTo(reason.name());
            assertThat(round.endedAt).isEqualTo(hour(5));
        }
    }

    @Test
    void an_answer_on_the_spot_needs_no_unit() {
        var life = life(
                Lives.registered(CASE, IntakeOutcome.ANSWERED, START),
                Lives.answeredDirectly(CASE, START),
                Lives.calledBack(CASE, CALLBACK, null, 0, null, Satisfaction.SATISFIED, hour(30)));

        assertThat(life.rounds()).isEmpty();
        assertThat(life.fact().outcome()).isEqualTo(IntakeOutcome.ANSWERED);
        assertThat(life.newSurveys()).singleElement().satisfies(s -> {
            assertThat(s.workOrderId()).isNull();
            assertThat(s.satisfaction()).isEqualTo(Satisfaction.SATISFIED);
            assertThat(s.resolved()).isTrue();
            assertThat(s.completedAt()).isEqualTo(hour(30));
            assertThat(s.channel()).isEqualTo("PHONE");
        });
    }

    @Test
    void a_case_answered_after_it_was_dispatched_ends_its_round() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.answeredDirectly(CASE, hour(2)));

        assertThat(only(life).endKind).isEqualTo(RoundEnd.DECIDED_BY_INTAKE);
        assertThat(life.fact().outcome()).isEqualTo(IntakeOutcome.ANSWERED);
        assertThat(life.fact().outcomeAt).isEqualTo(hour(2));
        assertThat(life.fact().unit).isEqualTo("U1");
    }

    @Test
    void an_answer_behind_a_signature_leaves_the_round_to_the_unit() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.signed(CASE, FIRST, "U1", hour(2)),
                Lives.answeredDirectly(CASE, hour(2)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(20)),
                new CaseClosed(CASE, CloseReason.SATISFIED, 1, hour(30)));

        assertThat(only(life).finishedAt()).as("L2").isEqualTo(hour(20));
        assertThat(life.fact().outcome()).isEqualTo(IntakeOutcome.TO_DISPATCH);
        assertThat(life.fact().closedAt()).isEqualTo(hour(30));
    }

    @Test
    void a_signature_behind_the_end_opens_no_round() {
        var life = life(
                registered(),
                Lives.answeredDirectly(CASE, hour(1)),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.signed(CASE, FIRST, "U1", hour(2)));

        assertThat(life.rounds()).isEmpty();
    }

    @Test
    void a_withdrawal_behind_the_reply_ends_the_case_and_the_reply_counts() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(20)),
                new CaseWithdrawn(CASE, "已解决", hour(21)),
                new CaseClosed(CASE, CloseReason.SATISFIED, 1, hour(30)));

        assertThat(only(life).finishedAt()).as("L3").isEqualTo(hour(20));
        assertThat(life.fact().withdrawnAt()).isEqualTo(hour(21));
        assertThat(life.fact().closedAt()).isNull();
    }

    @Test
    void a_merged_case_is_answered_by_the_unit_of_its_lead() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                new CaseMerged(CASE, UUID.randomUUID(), FIRST, "d", hour(3)),
                Lives.replied(CASE, FIRST, 1, "U2", hour(20)));

        assertThat(only(life).unit()).as("L4").isEqualTo("U2");
    }

    @Test
    void a_case_that_comes_back_is_no_longer_closed() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(20)),
                new CaseClosed(CASE, CloseReason.SATISFIED, 1, hour(30)),
                new ReworkOrdered(
                        CASE,
                        UUID.randomUUID(),
                        FIRST,
                        1,
                        "U1",
                        ReworkCause.OBJECTION,
                        "未解决",
                        "system",
                        hour(40),
                        null));

        assertThat(life.fact().closedAt()).isNull();
        assertThat(life.fact().closeReason).isNull();
    }

    @Test
    void non_acceptance_is_an_outcome() {
        var life = life(
                registered(), new CaseNotAccepted(CASE, NonAcceptanceReason.LEGAL_ROUTE, "请通过诉讼解决", hour(1), null));

        assertThat(life.fact().outcome()).isEqualTo(IntakeOutcome.NOT_ACCEPTED);
    }

    @Test
    void the_citizen_is_informed_once_reached() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(20)),
                Lives.informed(CASE, FIRST, 1, "U1", NoticeChannel.ROBOT, false, hour(21)),
                Lives.informed(CASE, FIRST, 1, "U1", NoticeChannel.UNIT_CALL, true, hour(22)),
                Lives.informed(CASE, FIRST, 1, "U1", NoticeChannel.ROBOT, true, hour(23))));

        assertThat(round.informedAt).isEqualTo(hour(22));
        assertThat(round.informedBy).isEqualTo(NoticeChannel.UNIT_CALL);
    }

    @Test
    void a_correction_gives_no_time_and_is_to_be_told_anew() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(20)),
                Lives.informed(CASE, FIRST, 1, "U1", NoticeChannel.UNIT_CALL, true, hour(22)),
                Lives.corrected(CASE, FIRST, 1, "U1", true, hour(30))));

        assertThat(round.finishedAt).isEqualTo(hour(20));
        assertThat(round.disposition).isEqualTo(Disposition.EXPLAINED);
        assertThat(round.informedAt).isNull();
        assertThat(round.informedBy).isNull();
    }

    @Test
    void telling_after_the_correction_counts() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(20)),
                Lives.corrected(CASE, FIRST, 1, "U1", false, hour(30)),
                Lives.informed(CASE, FIRST, 1, "U1", NoticeChannel.SMS, true, hour(31))));

        assertThat(round.informedAt).isEqualTo(hour(31));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void another_result_opens_a_closed_case_and_other_words_do_not(boolean anotherResult) {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(20)),
                new CaseClosed(CASE, CloseReason.SATISFIED, 1, hour(25)),
                Lives.corrected(CASE, FIRST, 1, "U1", anotherResult, hour(30)));

        assertThat(life.fact().closedAt).isEqualTo(anotherResult ? null : hour(25));
    }

    @Test
    void the_citizens_word_outweighs_the_units_note() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(20)),
                Lives.informed(CASE, FIRST, 1, "U1", NoticeChannel.UNIT_CALL, true, hour(22)),
                Lives.calledBack(CASE, CALLBACK, FIRST, 1, "U1", null, false, false, hour(40)));

        assertThat(only(life).informedAt).isNull();
        assertThat(only(life).denied).isTrue();

        apply(life, 5, Lives.informed(CASE, FIRST, 1, "U1", NoticeChannel.UNIT_CALL, true, hour(50)));

        assertThat(only(life).informedAt).isEqualTo(hour(50));
    }

    @ParameterizedTest
    @EnumSource(NoticeChannel.class)
    void who_says_that_nobody_told_him_was_not_told_until_somebody_tells_again(NoticeChannel noted) {
        // F29
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.informed(CASE, FIRST, 1, "U1", noted, true, hour(22)),
                Lives.calledBack(CASE, CALLBACK, FIRST, 1, "U1", null, false, false, hour(40)));

        assertThat(only(life).informedAt).isNull();
        assertThat(only(life).informedBy).isNull();

        apply(life, 4, Lives.informed(CASE, FIRST, 1, "U1", NoticeChannel.ROBOT, true, hour(50)));

        assertThat(only(life).informedAt).isEqualTo(hour(50));
    }

    @Test
    void a_citizen_who_says_so_was_informed() {
        var round = only(life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.calledBack(CASE, CALLBACK, FIRST, 1, "U1", null, true, false, hour(40))));

        assertThat(round.informedAt).isEqualTo(hour(40));
        assertThat(round.denied).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Anonymity.class)
    void who_refuses_contact_is_not_to_be_informed(Anonymity anonymity) {
        var life = life(
                Lives.registered(
                        CASE, IntakeOutcome.TO_DISPATCH, START, "WEB", CaseType.COMPLAINT, null, null, anonymity, true),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)));

        assertThat(only(life).toBeInformed).isEqualTo(anonymity != Anonymity.NO_CONTACT);
        assertThat(life.fact().category)
                .as("the dispatch fills what the citizen did not say")
                .isEqualTo("C0101");
        assertThat(only(life).area).isEqualTo("220173");
    }

    @Test
    void without_a_telephone_nobody_can_be_informed() {
        var life = life(Lives.registered(
                CASE, IntakeOutcome.TO_DISPATCH, START, "LETTER", CaseType.OTHER, null, null, Anonymity.NAMED, false));

        assertThat(life.fact().toBeInformed()).isFalse();
        assertThat(life.fact().contactable).isFalse();
    }

    @Test
    void dissatisfaction_opens_a_round_of_its_own() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.replied(CASE, FIRST, 1, "U1", hour(20)),
                Lives.calledBack(CASE, CALLBACK, FIRST, 1, "U1", Satisfaction.DISSATISFIED, hour(40)),
                new ReworkOrdered(
                        CASE,
                        UUID.randomUUID(),
                        FIRST,
                        1,
                        "U1",
                        ReworkCause.DISSATISFIED,
                        "未解决",
                        "system",
                        hour(40),
                        null),
                dispatch(SECOND, 2, DispatchCause.REWORK, "U1", hour(40)),
                new SupervisionOpened(
                        CASE,
                        UUID.randomUUID(),
                        SECOND,
                        "U1",
                        SupervisionCause.SUPERVISOR,
                        "限期办结",
                        1,
                        hour(99),
                        hour(60)),
                Lives.replied(CASE, SECOND, 2, "U1", hour(80)),
                new CaseClosed(CASE, CloseReason.SATISFIED, 2, hour(90)));

        assertThat(life.fact().reworks).isEqualTo(1);
        assertThat(round(life, FIRST).reworkOrdered()).isTrue();
        assertThat(round(life, SECOND).round()).isEqualTo(2);
        assertThat(round(life, SECOND).cause).isEqualTo(DispatchCause.REWORK);
        assertThat(round(life, SECOND).supervised).isTrue();
        assertThat(life.newSurveys())
                .singleElement()
                .satisfies(s -> assertThat(s.resolved()).isFalse());
        assertThat(life.fact().closeReason).isEqualTo(CloseReason.SATISFIED);
        assertThat(life.fact().closedAt()).isEqualTo(hour(90));
    }

    @Test
    void a_corrected_answer_stays_and_no_longer_stands() {
        // F9: a rule set may count first answers
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                answered(SurveyInstrument.AGENT, Satisfaction.DISSATISFIED, false, 40),
                answered(SurveyInstrument.AGENT, Satisfaction.SATISFIED, true, 41));

        assertThat(life.newSurveys())
                .extracting(SurveyFact::satisfaction, SurveyFact::supersededBy)
                .containsExactly(
                        tuple(Satisfaction.DISSATISFIED, SurveyInstrument.AGENT), tuple(Satisfaction.SATISFIED, null));
    }

    @Test
    void of_two_words_to_one_callback_the_later_stands_and_each_instrument_keeps_its_own() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                answered(SurveyInstrument.AGENT, Satisfaction.DISSATISFIED, false, 40),
                answered(SurveyInstrument.AUTOMATIC, Satisfaction.SATISFIED, true, 41));

        assertThat(life.newSurveys())
                .extracting(SurveyFact::instrument, SurveyFact::supersededBy)
                .containsExactly(
                        tuple(SurveyInstrument.AGENT, SurveyInstrument.AUTOMATIC),
                        tuple(SurveyInstrument.AUTOMATIC, null));

        apply(life, 4, answered(SurveyInstrument.AGENT, Satisfaction.BASICALLY_SATISFIED, true, 42));

        assertThat(life.newSurveys())
                .extracting(SurveyFact::supersededBy)
                .containsExactly(SurveyInstrument.AGENT, SurveyInstrument.AGENT, null);
    }

    @Test
    void a_social_survey_stands_apart() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                answered(SurveyInstrument.AGENT, Satisfaction.DISSATISFIED, false, 40),
                answered(SurveyInstrument.SOCIAL_SURVEY, Satisfaction.VERY_DISSATISFIED, false, 41),
                answered(SurveyInstrument.AGENT, Satisfaction.SATISFIED, true, 42));

        assertThat(life.newSurveys())
                .extracting(SurveyFact::supersededBy)
                .containsExactly(SurveyInstrument.AGENT, null, null);
    }

    @Test
    void an_answer_takes_the_place_of_silence() {
        // F8: one callback is one, by whatever instrument the citizen answers in the end
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.calledBack(CASE, CALLBACK, FIRST, 1, "U1", null, null, false, hour(40)),
                answered(SurveyInstrument.AUTOMATIC, Satisfaction.SATISFIED, false, 60),
                Lives.calledBack(CASE, UUID.randomUUID(), FIRST, 1, "U1", null, null, false, hour(70)));

        assertThat(life.newSurveys())
                .extracting(SurveyFact::outcome, SurveyFact::supersededBy)
                .containsExactly(
                        tuple(CallbackOutcome.NO_ANSWER, SurveyInstrument.AUTOMATIC),
                        tuple(CallbackOutcome.ANSWERED, null),
                        tuple(CallbackOutcome.NO_ANSWER, null));
    }

    private static CallbackCompleted answered(
            SurveyInstrument instrument, Satisfaction grade, boolean correction, int hour) {
        return new CallbackCompleted(
                CASE,
                CALLBACK,
                FIRST,
                1,
                "U1",
                instrument,
                CallbackOutcome.ANSWERED,
                null,
                null,
                grade,
                null,
                null,
                null,
                correction,
                hour(hour));
    }

    @Test
    void an_urge_taken_back_is_none() {
        var urge = UUID.randomUUID();
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                new UnitUrged(CASE, urge, FIRST, "U1", UrgeOrigin.SYSTEM, "已超期", hour(30), UrgeLevel.HANDLERS),
                new UnitUrged(
                        CASE, UUID.randomUUID(), FIRST, "U1", UrgeOrigin.CITIZEN, "再次来电", hour(31), UrgeLevel.HANDLERS),
                new UnitUrgeRevoked(CASE, urge, FIRST, "U1", hour(32)),
                new CitizenUrged(CASE, 2, null, hour(33)));

        assertThat(only(life).urges).isEqualTo(1);
        assertThat(life.fact().citizenUrges).isEqualTo(2);
    }

    @Test
    void an_imported_case_is_imported_until_it_goes_live() {
        var life = new CaseLife(CASE);
        life.apply(0, UUID.randomUUID(), true, registered());
        assertThat(life.fact().imported).isTrue();

        life.apply(1, UUID.randomUUID(), true, new CaseWentLive(CASE, hour(5)));
        assertThat(life.fact().imported).isFalse();
    }

    @Test
    void facts_are_the_same_whichever_producers_event_comes_first() {
        var registered = registered();
        var dispatched = dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1));
        var due = Lives.deadline(CASE, FIRST, 1, DeadlineKind.REPLY, hour(100));
        var signed = Lives.signed(CASE, FIRST, "U1", hour(2));

        var usual = life(registered, dispatched, due, signed);
        var odd = life(registered, dispatched, signed, due);

        assertThat(odd.fact())
                .usingRecursiveComparison()
                .ignoringFields("position")
                .isEqualTo(usual.fact());
        assertThat(only(odd)).usingRecursiveComparison().isEqualTo(only(usual));
    }

    @Test
    void only_what_changed_is_written_back() {
        var life = life(
                registered(),
                dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)),
                Lives.returnDecided(CASE, FIRST, "U1", true, hour(8)),
                dispatch(SECOND, 1, DispatchCause.AFTER_RETURN, "U2", hour(8)));
        var loaded = new CaseLife(life.fact(), life.rounds());
        assertThat(loaded.changedRounds()).isEmpty();

        var due = Lives.deadline(CASE, SECOND, 1, DeadlineKind.SIGN, hour(9));
        apply(loaded, 4, due);

        assertThat(loaded.caseChanged()).isFalse();
        assertThat(loaded.changedRounds()).extracting(RoundFact::workOrderId).containsExactly(SECOND);

        var again = new CaseLife(life.fact(), List.of(round(life, FIRST), round(loaded, SECOND)));
        assertThat(again.apply(4, UUID.randomUUID(), false, due))
                .as("the event again")
                .isFalse();
        apply(again, 5, new CitizenUrged(CASE, 1, null, hour(10)));
        assertThat(again.caseChanged()).isTrue();
        assertThat(again.changedRounds()).isEmpty();
    }

    @Test
    void a_signature_and_a_reply_are_written_with_their_round_alone() {
        var dispatched = life(registered(), dispatch(FIRST, 1, DispatchCause.FIRST, "U1", hour(1)));

        var signed = new CaseLife(dispatched.fact(), dispatched.rounds());
        apply(signed, 2, Lives.signed(CASE, FIRST, "U1", hour(2)));
        assertThat(signed.caseChanged()).isFalse();

        var answered = new CaseLife(signed.fact(), signed.rounds());
        apply(answered, 3, Lives.answeredDirectly(CASE, hour(3)));
        assertThat(answered.fact().outcome())
                .as("behind the signature, which the round alone told")
                .isEqualTo(IntakeOutcome.TO_DISPATCH);
        apply(answered, 4, Lives.replied(CASE, FIRST, 1, "U1", hour(4)));
        assertThat(answered.caseChanged()).isFalse();

        var replied = new CaseLife(answered.fact(), answered.rounds());
        apply(replied, 5, Lives.signed(CASE, FIRST, "U1", hour(5)));
        apply(replied, 6, new CaseClosed(CASE, CloseReason.SATISFIED, 1, hour(6)));
        assertThat(replied.fact().closedAt()).isEqualTo(hour(6));
    }

    @Test
    void every_field_of_a_case_is_looked_at_for_a_change() throws ReflectiveOperationException {
        for (Field field : CaseFact.class.getDeclaredFields()) {
            boolean told = !Modifier.isStatic(field.getModifiers())
                    && !List.of("caseId", "position").contains(field.getName());
            if (told) {
                var fact = new CaseFact(CASE);
                var before = fact.said();
                assertThat(fact.said()).isEqualTo(before);
                field.set(fact, other(field.getType(), field.get(fact)));
                assertThat(fact.said())
                        .as(field.getName())
                        .isNotEqualTo(before)
                        .isEqualTo(fact.copy().said());
            }
        }
    }

    private static Object other(Class<?> type, Object value) {
        if (type == boolean.class) {
            return !(Boolean) value;
        }
        if (type == int.class) {
            return (Integer) value + 1;
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == CaseCourse.class) {
            return CaseCourse.UNHEARD.after(new CaseWithdrawn(CASE, "已解决", START));
        }
        return type == UUID.class ? new UUID(1, 1) : type == String.class ? "other" : type.getEnumConstants()[0];
    }

    /** Any re-delivery, in batches of any size, with the facts written and loaded in between, gives the same facts. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void any_redelivery_gives_the_same_facts(long seed) {
        var random = new Random(seed);
        for (int run = 0; run < 12; run++) {
            List<CaseEvent> events = randomLife(random);
            var ids = events.stream()
                    .map(e -> UUID.nameUUIDFromBytes(e.toString().getBytes()))
                    .toList();
            var once = new CaseLife(CASE);
            for (int i = 0; i < events.size(); i++) {
                once.apply(i, ids.get(i), false, events.get(i));
            }

            var surveys = new ArrayList<SurveyFact>();
            var again = new CaseLife(CASE);
            int next = 0;
            while (next < events.size()) {
                int from = random.nextInt(next + 1);
                int to = Math.min(events.size(), Math.max(next, from) + 1 + random.nextInt(4));
                for (int i = from; i < to; i++) {
                    boolean isNew = again.apply(i, ids.get(i), false, events.get(i));
                    // an event that changed nothing leaves no trace and is taken again, to no effect
                    assertThat(isNew || i < next).isTrue();
                }
                var batch = again;
                surveys.replaceAll(earlier -> after(batch, earlier));
                surveys.addAll(again.newSurveys());
                again = new CaseLife(again.fact(), again.rounds());
                next = Math.max(next, to);
            }

            assertThat(again.fact()).usingRecursiveComparison().isEqualTo(once.fact());
            assertThat(again.rounds())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(once.rounds());
            assertThat(surveys).containsExactlyElementsOf(once.newSurveys());
        }
    }

    private static SurveyFact after(CaseLife batch, SurveyFact earlier) {
        var now = earlier;
        for (LaterWord word : batch.laterWords()) {
            now = word.supersedes(now) ? now.supersededBy(word.instrument()) : now;
        }
        return now;
    }

    private static List<CaseEvent> randomLife(Random random) {
        var events = new ArrayList<CaseEvent>();
        events.add(registered());
        UUID order = FIRST;
        int round = 1;
        for (int step = 1; step < 25; step++) {
            Instant at = hour(step * 3);
            switch (random.nextInt(14)) {
                case 0 -> {
                    order = new UUID(step, random.nextLong());
                    events.add(dispatch(order, round, DispatchCause.FIRST, "U" + random.nextInt(3), at));
                }
                case 1 ->
                    events.add(Lives.deadline(
                            CASE, order, round, DeadlineKind.REPLY, at.plusSeconds(random.nextInt(500_000))));
                case 2 -> events.add(Lives.deadline(CASE, order, round, DeadlineKind.SIGN, at));
                case 3 -> events.add(Lives.signed(CASE, order, "U1", at));
                case 4 -> events.add(Lives.returnRequested(CASE, order, "U1", at));
                case 5 -> events.add(Lives.returnDecided(CASE, order, "U1", random.nextBoolean(), at));
                case 6 -> events.add(Lives.replied(CASE, order, round, "U1", at));
                case 7 ->
                    events.add(Lives.informed(
                            CASE, order, round, "U1", NoticeChannel.UNIT_CALL, random.nextBoolean(), at));
                case 8 ->
                    events.add(Lives.calledBack(
                            CASE,
                            random.nextBoolean() ? CALLBACK : UUID.randomUUID(),
                            order,
                            round,
                            "U1",
                            Satisfaction.values()[random.nextInt(5)],
                            random.nextBoolean(),
                            random.nextBoolean(),
                            at));
                case 9 -> {
                    round++;
                    events.add(new ReworkOrdered(
                            CASE, UUID.randomUUID(), order, round, "U1", ReworkCause.DISSATISFIED, "x", "s", at, null));
                }
                case 10 ->
                    events.add(new UnitUrged(CASE, UUID.randomUUID(), order, "U1", UrgeOrigin.SYSTEM, "x", at, null));
                case 11 -> events.add(new UnitUrgeRevoked(CASE, UUID.randomUUID(), order, "U1", at));
                case 12 -> events.add(new CaseMerged(CASE, UUID.randomUUID(), null, "d", at));
                default -> events.add(new CaseUnmerged(CASE, UUID.randomUUID(), "d", at));
            }
        }
        return events;
    }

    private static CaseEvent registered() {
        return Lives.registered(CASE, IntakeOutcome.TO_DISPATCH, START);
    }

    private static CaseEvent dispatch(UUID order, int round, DispatchCause cause, String unit, Instant at) {
        return Lives.dispatched(CASE, order, round, cause, unit, at);
    }

    private static CaseLife life(CaseEvent... events) {
        var life = new CaseLife(CASE);
        for (int i = 0; i < events.length; i++) {
            apply(life, i, events[i]);
        }
        return life;
    }

    private static void apply(CaseLife life, long position, CaseEvent event) {
        assertThat(life.apply(position, UUID.randomUUID(), false, event)).isTrue();
    }

    private static RoundFact only(CaseLife life) {
        assertThat(life.rounds()).hasSize(1);
        return life.rounds().iterator().next();
    }

    private static RoundFact round(CaseLife life, UUID order) {
        return life.rounds().stream()
                .filter(r -> r.workOrderId().equals(order))
                .findFirst()
                .orElseThrow();
    }

    private static Instant hour(int hours) {
        return START.plusSeconds(hours * 3_600L);
    }
}
