package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;
import static org.hotline12345.dispatch.cases.model.Sample.THEN;
import static org.hotline12345.dispatch.cases.model.Sample.assertRefused;
import static org.hotline12345.dispatch.cases.model.Sample.only;
import static org.hotline12345.dispatch.cases.model.Sample.told;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.CaseChanges.CaseLine;
import org.hotline12345.dispatch.cases.model.CaseChanges.End;
import org.hotline12345.dispatch.cases.model.CaseChanges.NewCase;
import org.hotline12345.dispatch.cases.model.CaseChanges.Note;
import org.hotline12345.dispatch.cases.model.CaseChanges.OutgoingEvent;
import org.hotline12345.dispatch.cases.model.CaseChanges.Risk;
import org.hotline12345.dispatch.cases.model.CaseChanges.TriageLine;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Upstream;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderState;
import org.hotline12345.events.course.CoursePhase;
import org.junit.jupiter.api.Test;

/** What intake tells of a case, and what dispatch does of it. */
class HeardOfACaseTest {
    private static final List<RiskFlag> SELF_HARM = List.of(new RiskFlag(RiskFlag.Kind.SELF_HARM, List.of("跳楼")));

    @Test
    void a_case_that_the_catalogue_decides_is_given_to_its_unit_at_once() {
        var set = Sample.set();
        hear(set, registered("没有水", "WATER"));

        var of = set.get(Sample.id(1));
        assertThat(of.open().unit()).isEqualTo("WATER");
        assertThat(of.open().isNew()).isTrue();
        assertThat(of.waiting()).isNull();
        assertThat(of.facts().accused()).isEmpty();
        assertThat(of.registration().fromAbove()).isFalse();
        assertThat(only(set, CaseDispatched.class).dispatchedAt())
                .as("now: its clock starts when the unit can know of it")
                .isEqualTo(NOW);
        assertThat(only(set, CaseDispatched.class).cause()).isEqualTo(DispatchCause.FIRST);
        assertThat(set.changes().newCases()).singleElement().satisfies(row -> {
            assertThat(row.end()).isNull();
            assertThat(row.riskFlags()).isEmpty();
            assertThat(row.imported()).isFalse();
        });
        assertThat(set.changes().risks()).isEmpty();
        assertThat(set.changes().events()).noneMatch(OutgoingEvent::imported);
    }

    @Test
    void a_case_that_nothing_decides_waits_for_a_dispatcher() {
        var set = Sample.set();
        hear(set, registered("说不清", null));

        var of = set.get(Sample.id(1));
        assertThat(of.open()).isNull();
        assertThat(of.waiting()).isEqualTo(new TriageEntry.Waiting(1, DispatchCause.FIRST, null, NOW));
        assertThat(of.priority()).isZero();
        assertThat(told(set)).hasSize(1);
        assertThat(only(set, CaseSentToTriage.class).sentAt()).isEqualTo(NOW);
        assertThat(set.changes().intoTriage())
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason())
                        .isEqualTo(only(set, CaseSentToTriage.class).reason()));
    }

    @Test
    void a_case_told_twice_is_given_once() {
        var set = Sample.set();
        hear(set, registered("没有水", "WATER"), registered("没有水", "WATER"));
        assertThat(told(set)).hasSize(1);
        assertThat(set.changes().newCases()).hasSize(1);
        assertThat(set.all()).hasSize(1);
    }

    @Test
    void what_intake_settled_is_known_and_never_routed_nor_is_anybody_alarmed() {
        var set = Sample.set();
        hear(set, registration("他要跳楼", "WATER", IntakeOutcome.ANSWERED, null, null, null));

        var of = set.get(Sample.id(1));
        assertThat(of.ended()).isEqualTo("ANSWERED");
        assertThat(of.orders()).isEmpty();
        assertThat(told(set)).isEmpty();
        assertThat(set.changes().newCases()).extracting(NewCase::end).containsExactly(new End("ANSWERED", THEN));
        assertThat(set.changes().risks()).isEmpty();
    }

    @Test
    void a_case_of_which_a_link_is_proposed_waits_for_the_second_reader_with_the_unit_that_the_agent_chose() {
        var set = Sample.set();
        hear(set, registration("没有水", "WATER", IntakeOutcome.TO_DISPATCH, null, null, Sample.id(9)));
        assertThat(told(set)).hasSize(1);
        assertThat(only(set, CaseSentToTriage.class).reason()).startsWith("受理员建议关联已答复的前诉求");
        assertThat(set.get(Sample.id(1)).open()).isNull();
    }

    @Test
    void a_case_from_above_and_whom_it_accuses_are_known() {
        var set = Sample.set();
        hear(
                set,
                registration(
                        "没有水",
                        "WATER",
                        IntakeOutcome.TO_DISPATCH,
                        new Respondent(null, "游泳馆"),
                        new Upstream("PROVINCE", "S-1", null),
                        null));
        var of = set.get(Sample.id(1));
        assertThat(of.registration().fromAbove()).isTrue();
        assertThat(of.facts().accused()).containsExactly("POOL");
        assertThat(set.changes().newCases()).singleElement().satisfies(row -> {
            assertThat(row.respondentUnit()).isEqualTo("POOL");
            assertThat(row.accused()).containsExactly("POOL");
        });
        assertThat(only(set, CaseDispatched.class).accused()).containsExactly("POOL");
    }

    @Test
    void words_of_risk_alarm_somebody_and_bring_the_case_to_the_top() {
        var set = Sample.set();
        hear(set, registered("他要跳楼", null));
        assertThat(set.changes().risks()).containsExactly(new Risk(Sample.id(1), "REGISTRATION", SELF_HARM, 3, THEN));
        assertThat(set.changes().newCases()).extracting(NewCase::riskFlags).containsExactly(SELF_HARM);
        assertThat(set.get(Sample.id(1)).priority()).isEqualTo(2);
        assertThat(set.changes().cases())
                .as("they are stored with the new case")
                .isEmpty();
    }

    @Test
    void what_was_moved_in_is_dispatched_at_its_own_time_and_alarms_nobody() {
        var set = Sample.set();
        Instant longAgo = THEN.minusSeconds(9_000);
        set.apply(new Heard(new UUID(8, 1), registered("他要跳楼", "WATER"), longAgo, true), null);

        assertThat(only(set, CaseDispatched.class).dispatchedAt()).isEqualTo(longAgo);
        assertThat(set.changes().events()).allMatch(OutgoingEvent::imported);
        assertThat(set.changes().risks()).isEmpty();
        assertThat(set.get(Sample.id(1)).silent()).isTrue();
        assertThat(set.get(Sample.id(1)).open().imported()).isTrue();
    }

    @Test
    void clear_words_decide_what_was_handled_long_ago_and_a_live_case_is_for_a_dispatcher() {
        var event = registered("夜里噪声扰民，天天噪声扰民", null);
        var history = Sample.set();
        history.apply(new Heard(new UUID(8, 1), event, THEN, true), null);
        assertThat(only(history, CaseDispatched.class).leadUnit()).isEqualTo("STRICT");

        var live = Sample.set();
        hear(live, event);
        assertThat(only(live, CaseSentToTriage.class).candidates().get(0).unit())
                .isEqualTo("STRICT");
    }

    @Test
    void of_a_case_that_intake_has_not_told_yet_nothing_is_heard_or_done() {
        var set = Sample.set();
        hear(set, new CaseWithdrawn(Sample.id(1), "自行解决", NOW));
        assertThat(told(set)).isEmpty();
        assertThat(set.changes().cases()).isEmpty();
        assertRefused(() -> set.get(Sample.id(1))).isEqualTo(new Refusal.NotKnownYet(Sample.id(1)));
    }

    @Test
    void a_withdrawal_takes_the_case_out_of_triage() {
        var of = Sample.waiting(1);
        var set = Sample.set(of);
        set.apply(new Heard(new UUID(8, 1), new CaseWithdrawn(of.id(), "自行解决", NOW), NOW, false, "wen"), null);

        assertThat(of.ended()).isEqualTo("WITHDRAWN");
        assertThat(of.waiting()).isNull();
        assertThat(set.changes().triage())
                .containsExactly(new TriageLine(of.id(), NOW, "wen", TriageEntry.Outcome.ENDED, 0));
        assertThat(set.changes().cases()).singleElement().satisfies(line -> {
            assertThat(line.end()).isEqualTo(new End("WITHDRAWN", NOW));
            assertThat(line.course().phase()).isEqualTo(CoursePhase.ENDED);
        });
        assertThat(told(set)).isEmpty();
    }

    @Test
    void where_nobody_says_who_ended_the_case_the_system_took_it_out_of_triage() {
        var of = Sample.waiting(1);
        var set = Sample.set(of);
        hear(set, new CaseAnsweredDirectly(of.id(), "已答复", AnsweredBy.AGENT, null, NOW));
        assertThat(set.changes().triage()).extracting(TriageLine::decidedBy).containsExactly("system");
        assertThat(of.ended()).isEqualTo("ANSWERED");
    }

    @Test
    void a_withdrawal_ends_the_order_of_the_unit_which_reads_of_it_in_its_list() {
        var of = Sample.with("WATER", 1, WorkOrderState.SIGNED);
        var set = Sample.set(of);
        hear(set, new CaseWithdrawn(of.id(), "自行解决", NOW));
        assertThat(of.latest().state()).isEqualTo(WorkOrderState.WITHDRAWN);
        assertThat(of.latest().endedAt()).isEqualTo(NOW);
        assertThat(set.changes().orders()).containsExactly(of.latest());
        assertThat(set.changes().triage()).isEmpty();
    }

    @Test
    void of_two_ends_the_first_counts_here_although_the_stream_has_not_come_back() {
        var of = Sample.ended(1, "NOT_ACCEPTED");
        var set = Sample.set(of);
        hear(set, new CaseWithdrawn(of.id(), "自行解决", NOW));
        assertThat(of.ended()).isEqualTo("NOT_ACCEPTED");
        assertThat(set.changes().cases()).allMatch(line -> line.end() == null);
    }

    @Test
    void what_was_registered_and_withdrawn_at_once_was_never_given_and_nobody_hears_of_it() {
        var set = Sample.set();
        hear(set, registered("没有水", "WATER"), new CaseWithdrawn(Sample.id(1), "说错了", NOW));
        assertThat(told(set)).isEmpty();
        assertThat(set.changes().orders()).isEmpty();
        assertThat(set.get(Sample.id(1)).orders()).isEmpty();
        assertThat(set.get(Sample.id(1)).standing("REGISTERED")).isEqualTo("WITHDRAWN");
    }

    @Test
    void what_came_to_triage_and_ended_at_once_never_was_there() {
        var other = Sample.live(2);
        var set = Sample.set(other);
        hear(
                set,
                registered("说不清", null),
                registeredAs(3, "说不清", null),
                new CaseNotAccepted(Sample.id(1), NonAcceptanceReason.LEGAL_ROUTE, "已诉讼", NOW, null));
        assertThat(set.changes().intoTriage()).extracting(TriageEntry::caseId).containsExactly(Sample.id(3));
        assertThat(set.changes().triage()).isEmpty();
        assertThat(told(set)).extracting(CaseEvent::caseId).containsExactly(Sample.id(3));
    }

    @Test
    void what_was_given_and_ended_at_once_takes_nothing_from_the_others() {
        var set = Sample.set();
        hear(
                set,
                registered("没有水", "WATER"),
                registeredAs(3, "灯不亮", "LIGHT"),
                registeredAs(4, "说不清", null),
                new CaseWithdrawn(Sample.id(1), "说错了", NOW));
        assertThat(told(set)).extracting(CaseEvent::caseId).containsExactly(Sample.id(3), Sample.id(4));
        assertThat(set.changes().orders()).extracting(WorkOrder::unit).containsExactly("LIGHT");
    }

    @Test
    void what_the_citizen_adds_is_noted_and_shown_with_the_open_order() {
        var of = Sample.with("WATER", 1, WorkOrderState.SIGNED);
        var set = Sample.set(of);
        hear(set, new CaseSupplemented(of.id(), new UUID(7, 1), "三楼", NOW));
        assertThat(set.changes().notes())
                .containsExactly(new Note(new UUID(7, 1), of.id(), Note.Kind.SUPPLEMENT, "三楼", NOW));
        assertThat(set.changes().orders()).containsExactly(of.open());
        assertThat(of.open().version()).isEqualTo(4);
        assertThat(of.open().state()).isEqualTo(WorkOrderState.SIGNED);
        assertThat(set.changes().risks()).isEmpty();
        assertThat(set.changes().triage()).isEmpty();
    }

    @Test
    void what_the_citizen_of_a_merged_case_adds_shows_at_the_lead() {
        var lead = Sample.with("WATER", 1, WorkOrderState.SIGNED);
        var member = Sample.with("LIGHT", 2, WorkOrderState.MERGED);
        member.isMemberOf(lead);
        var set = Sample.set(lead, member);
        hear(set, new CaseSupplemented(member.id(), new UUID(7, 1), "三楼", NOW));
        assertThat(set.changes().orders()).containsExactly(lead.open());
        assertThat(lead.open().version()).isEqualTo(4);
        assertThat(member.latest().version()).isEqualTo(3);
    }

    @Test
    void new_words_of_risk_raise_the_case_in_the_queue() {
        var of = Sample.waiting(1);
        var set = Sample.set(of);
        hear(set, new CaseSupplemented(of.id(), new UUID(7, 1), "再不来我就跳楼", NOW));
        assertThat(set.changes().risks()).containsExactly(new Risk(of.id(), "SUPPLEMENT", SELF_HARM, 3, NOW));
        assertThat(set.changes().triage()).containsExactly(new TriageLine(of.id(), null, null, null, 2));
        assertThat(set.changes().cases()).containsExactly(new CaseLine(of.id(), null, SELF_HARM, null, null, null));
        assertThat(of.priority()).isEqualTo(2);
    }

    @Test
    void all_words_of_risk_of_one_transaction_are_kept_and_the_case_is_raised_once() {
        var of = Sample.waiting(1);
        var set = Sample.set(of);
        hear(
                set,
                new CaseSupplemented(of.id(), new UUID(7, 1), "再不来我就跳楼", NOW),
                new CitizenUrged(of.id(), 1, "着火了", NOW));
        var fire = new RiskFlag(RiskFlag.Kind.DANGER, List.of("着火"));
        assertThat(set.changes().cases())
                .containsExactly(new CaseLine(of.id(), 1, List.of(SELF_HARM.get(0), fire), null, null, null));
        assertThat(set.changes().triage()).containsExactly(new TriageLine(of.id(), null, null, null, 2));
        assertThat(set.changes().risks()).extracting(Risk::source).containsExactly("SUPPLEMENT", "URGE");
    }

    @Test
    void new_words_of_risk_of_a_case_that_was_moved_in_alarm_nobody() {
        var of = Sample.movedIn(1);
        var set = Sample.set(of);
        hear(set, new CaseSupplemented(of.id(), new UUID(7, 1), "再不来我就跳楼", NOW));
        assertThat(set.changes().risks()).isEmpty();
        assertThat(of.priority()).isZero();
        assertThat(set.changes().notes()).hasSize(1);
    }

    @Test
    void a_citizen_who_urges_is_counted_and_the_unit_reads_what_was_said() {
        var of = Sample.with("WATER", 1, WorkOrderState.SIGNED);
        var set = Sample.set(of);
        hear(set, new CitizenUrged(of.id(), 2, "还没来", NOW), new CitizenUrged(of.id(), 1, null, THEN));
        assertThat(set.changes().cases())
                .as("the highest number counts, whichever was heard last")
                .containsExactly(new CaseLine(of.id(), 2, null, null, null, null));
        assertThat(set.changes().notes())
                .containsExactly(
                        new Note(new UUID(8, 1), of.id(), Note.Kind.URGE, "还没来", NOW),
                        new Note(new UUID(8, 2), of.id(), Note.Kind.URGE, null, THEN));
        assertThat(of.open().version()).isEqualTo(4);
    }

    @Test
    void from_its_going_live_on_everybody_is_told_of_a_case_that_was_moved_in() {
        var of = Sample.movedIn(1);
        of.add(Sample.order(of, "WATER", WorkOrderState.SIGNED).made());
        var set = Sample.set(of);
        hear(set, new CaseWentLive(of.id(), NOW));
        assertThat(of.silent()).isFalse();
        assertThat(of.open().imported()).isFalse();
        assertThat(of.open().version()).isEqualTo(4);
        assertThat(set.changes().orders()).containsExactly(of.open());
        assertThat(set.changes().cases()).containsExactly(new CaseLine(of.id(), null, null, NOW, null, null));
    }

    @Test
    void several_changes_of_a_case_make_one_and_the_later_one_counts() {
        var of = Sample.movedIn(1);
        var set = Sample.set(of);
        hear(
                set,
                new CaseWentLive(of.id(), THEN),
                new CitizenUrged(of.id(), 1, null, THEN),
                new CaseWentLive(of.id(), NOW),
                new CaseWithdrawn(of.id(), "自行解决", NOW));
        assertThat(set.changes().cases())
                .containsExactly(new CaseLine(of.id(), 1, null, NOW, of.course(), new End("WITHDRAWN", NOW)));
    }

    @Test
    void a_withdrawal_leaves_nothing_to_correct_of_what_was_answered() {
        var of = answered(WorkOrderState.REPLY_IN_SIGN_OFF);
        var set = Sample.set(of);
        hear(set, new CaseWithdrawn(of.id(), "自行解决", NOW));
        assertThat(of.latest().correction()).isNull();
        assertThat(of.latest().state()).isEqualTo(WorkOrderState.REPLIED);
        assertThat(set.changes().orders()).containsExactly(of.latest());
    }

    @Test
    void what_was_moved_in_is_told_when_it_happened_and_a_live_case_never_before_now() {
        var set = Sample.set(Sample.movedIn(1), Sample.live(2));
        assertThat(set.when(set.get(Sample.id(1)), THEN)).isEqualTo(THEN);
        assertThat(set.when(set.get(Sample.id(2)), THEN)).isEqualTo(NOW);
        assertThat(set.when(set.get(Sample.id(2)), NOW.plusSeconds(5))).isEqualTo(NOW.plusSeconds(5));
    }

    private static DispatchCase answered(WorkOrderState correction) {
        var of = Sample.inCourse(1, Sample.course(CoursePhase.REPLIED, true));
        of.add(Sample.order(of, "WATER", WorkOrderState.REPLIED)
                .correctionAt(correction)
                .made());
        return of;
    }

    private static void hear(CaseSet set, CaseEvent... events) {
        int number = 1;
        for (var event : events) {
            set.apply(new Heard(new UUID(8, number++), event, NOW, false), null);
        }
    }

    private static CaseRegistered registered(String text, String category) {
        return registeredAs(1, text, category);
    }

    private static CaseRegistered registeredAs(int number, String text, String category) {
        return registration(number, text, category, IntakeOutcome.TO_DISPATCH, null, null, null);
    }

    private static CaseRegistered registration(
            String text, String category, IntakeOutcome outcome, Respondent accused, Upstream from, UUID link) {
        return registration(1, text, category, outcome, accused, from, link);
    }

    private static CaseRegistered registration(
            int number,
            String text,
            String category,
            IntakeOutcome outcome,
            Respondent accused,
            Upstream from,
            UUID link) {
        return new CaseRegistered(
                Sample.id(number),
                "N" + number,
                outcome,
                "PHONE",
                null,
                CaseType.HELP,
                Urgency.ORDINARY,
                "求助",
                text,
                category,
                null,
                null,
                null,
                new UUID(9, 1),
                Anonymity.NAMED,
                true,
                accused,
                from,
                null,
                THEN,
                null,
                List.of(),
                link,
                null);
    }
}
