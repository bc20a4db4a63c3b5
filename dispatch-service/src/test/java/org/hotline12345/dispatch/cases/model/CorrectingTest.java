package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;
import static org.hotline12345.dispatch.cases.model.Sample.THEN;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.CaseChanges.OutgoingEvent;
import org.hotline12345.dispatch.routing.model.ModelOpinion;
import org.hotline12345.dispatch.routing.model.classifier.Guess;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.RoutingCandidate;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderState;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CoursePhase;
import org.junit.jupiter.api.Test;

/** A case is not what it was registered as. */
class CorrectingTest {
    private static final UUID CASE = Sample.id(1);
    private static final UUID LEAD = Sample.id(2);

    private final List<CaseEvent> told = new ArrayList<>();
    private CaseSet set;

    @Test
    void an_order_that_nobody_signed_goes_where_the_catalogue_says_now() {
        var of = with("WATER", WorkOrderState.PENDING_SIGN, DecidedBy.CATALOGUE, null);

        correct(of, "LIGHT", null, CorrectedFact.CATEGORY);

        assertThat(only(WorkOrderRecalled.class).unit()).isEqualTo("WATER");
        assertThat(only(WorkOrderRecalled.class).toUnit()).isEqualTo("LIGHT");
        assertThat(only(CaseDispatched.class).leadUnit()).isEqualTo("LIGHT");
        assertThat(only(CaseDispatched.class).reason()).startsWith("诉求更正（事项类别）：听错了。");
        assertThat(only(CaseDispatched.class).round()).isEqualTo(1);
        assertThat(only(CaseDispatched.class).corrections()).isEqualTo(1);
        assertThat(of.open().unit()).isEqualTo("LIGHT");
        assertThat(set.changes().corrections().get(0).keptOrder()).isNull();
        assertThat(set.changes().keptOrders()).isEmpty();
        assertThat(set.changes().recalls()).containsExactly(only(WorkOrderRecalled.class));
    }

    @Test
    void an_order_whose_unit_is_still_the_right_one_stays() {
        var of = with("WATER", WorkOrderState.PENDING_SIGN, DecidedBy.CATALOGUE, null);

        correct(of, "WATER", null, CorrectedFact.AREA);

        assertThat(told).isEmpty();
        assertThat(of.open().unit()).isEqualTo("WATER");
        assertThat(of.open().isChanged()).isTrue();
        assertThat(set.changes().corrections().get(0).keptOrder()).isSameAs(of.open());
    }

    @Test
    void what_a_person_decided_a_person_decides_again() {
        var of = with("WATER", WorkOrderState.PENDING_SIGN, DecidedBy.CLERK, null);

        correct(of, "LIGHT", null, CorrectedFact.CATEGORY);

        assertThat(only(WorkOrderRecalled.class).toUnit()).isNull();
        assertThat(only(CaseSentToTriage.class).candidates().get(0).unit()).isEqualTo("LIGHT");
        assertThat(of.waiting()).isNotNull();
    }

    @Test
    void whom_a_model_thinks_of_stands_behind_whom_the_rules_name_and_nobody_stands_there_twice() {
        var of = of(1, "WATER");
        of.add(order(of, "POOL", WorkOrderState.RETURNED, DecidedBy.CLERK, null, DispatchCause.FIRST));
        of.add(order(of, "WATER", WorkOrderState.PENDING_SIGN, DecidedBy.CLERK, null, DispatchCause.AFTER_RETURN));
        take(of);
        var guesses = List.of(
                new Guess("LIGHT", 0.5, List.of()),
                new Guess("POOL", 0.3, List.of()),
                new Guess("WATER", 0.2, List.of()));

        set.apply(
                new Heard(new UUID(0, 8), correction(of, "LIGHT", null, CorrectedFact.CATEGORY), NOW, false),
                new ModelOpinion("m1", List.of(), guesses, 1, 0.9, 0.8));

        assertThat(set.changes().intoTriage()).singleElement().satisfies(entry -> {
            assertThat(entry.candidates()).extracting(RoutingCandidate::unit).containsExactly("LIGHT", "WATER");
            assertThat(entry.candidates().get(0).category()).isEqualTo("LIGHT");
            assertThat(entry.modelVersion()).isEqualTo("m1");
        });
    }

    @Test
    void a_unit_that_has_signed_keeps_the_order_and_is_told() {
        var of = with("WATER", WorkOrderState.SIGNED, DecidedBy.CATALOGUE, null);

        correct(of, "LIGHT", null, CorrectedFact.CATEGORY);

        assertThat(told).isEmpty();
        assertThat(of.open().unit()).isEqualTo("WATER");
        assertThat(set.changes().orders()).containsExactly(of.open());
        assertThat(set.changes().notes())
                .singleElement()
                .satisfies(note -> assertThat(note.text()).isEqualTo("事项类别：听错了"));
        assertThat(of.facts().urgency()).isEqualTo(Urgency.URGENT);
        assertThat(of.open().of()).isEqualTo(of.facts());
        assertThat(of.open().assignment().category()).isEqualTo("LIGHT");
        assertThat(set.changes().keptOrders()).containsExactly(of.open());
    }

    @Test
    void an_order_that_stays_is_named_once_whatever_was_corrected_of_its_case() {
        var of = with("WATER", WorkOrderState.SIGNED, DecidedBy.CATALOGUE, null);

        correct(of, "LIGHT", null, CorrectedFact.CATEGORY);
        correct(of, "LIGHT", null, CorrectedFact.TITLE);

        assertThat(set.changes().corrections()).hasSize(2);
        assertThat(set.changes().keptOrders()).containsExactly(of.open());
        assertThat(of.open().version()).isEqualTo(1);
    }

    @Test
    void a_wrong_title_moves_no_order_that_a_person_gave_to_another_unit_than_the_catalogue_names() {
        var of = with("LIGHT", WorkOrderState.PENDING_SIGN, DecidedBy.CLERK, null);

        correct(of, "WATER", null, CorrectedFact.TITLE);

        assertThat(told).isEmpty();
        assertThat(of.open().unit()).isEqualTo("LIGHT");
        assertThat(of.open().assignment().category()).as("it was not corrected").isEqualTo("WATER");
    }

    @Test
    void a_correction_after_which_no_rule_decides_leaves_the_case_to_a_dispatcher_and_says_nothing_of_accused() {
        var of = with("WATER", WorkOrderState.PENDING_SIGN, DecidedBy.CATALOGUE, null);

        correct(of, null, null, CorrectedFact.CATEGORY);

        assertThat(of.open()).isNull();
        assertThat(only(CaseSentToTriage.class).reason())
                .startsWith("诉求更正（事项类别）：听错了。")
                .doesNotContain("回避");
        assertThat(only(WorkOrderRecalled.class).reason())
                .isEqualTo(only(CaseSentToTriage.class).reason());
    }

    @Test
    void of_a_signed_order_only_what_was_corrected_changes() {
        var of = with("WATER", WorkOrderState.SIGNED, DecidedBy.CATALOGUE, null);
        correct(of, "LIGHT", null, CorrectedFact.URGENCY);
        assertThat(of.open().assignment().category()).isEqualTo("WATER");
        assertThat(of.open().assignment().area()).isEqualTo("A1");

        correct(of, "LIGHT", null, CorrectedFact.AREA);
        assertThat(of.open().assignment().category()).isEqualTo("WATER");
        assertThat(of.open().assignment().area()).isNull();
        assertThat(told).isEmpty();
    }

    @Test
    void of_a_signed_order_the_category_is_gone_when_it_was_corrected_to_none() {
        var of = with("WATER", WorkOrderState.SIGNED, DecidedBy.CATALOGUE, null);

        correct(of, null, null, CorrectedFact.CATEGORY);

        assertThat(of.open().assignment().category()).isNull();
    }

    @Test
    void what_is_corrected_behind_a_reply_is_reworked_by_what_is_right() {
        var of = with("WATER", WorkOrderState.REPLIED, DecidedBy.CATALOGUE, null);
        UUID order = of.latest().id();

        correct(of, "LIGHT", null, CorrectedFact.CATEGORY);
        hear(new ReplyIssued(
                CASE, order, new UUID(0, 6), 1, "WATER", Disposition.RESOLVED, "好", null, null, null, "h", NOW));
        hear(new ReworkOrdered(
                CASE, new UUID(0, 5), order, 1, "WATER", ReworkCause.DISSATISFIED, "没有", "s", NOW, null));

        assertThat(only(CaseDispatched.class).category()).isEqualTo("LIGHT");
        assertThat(only(CaseDispatched.class).corrections()).isEqualTo(1);
    }

    @Test
    void whom_it_accuses_loses_it_although_signed() {
        var of = with("WATER", WorkOrderState.SIGNED, DecidedBy.CATALOGUE, null);

        correct(of, "WATER", new Respondent("WATER", null), CorrectedFact.RESPONDENT);

        assertThat(only(WorkOrderRecalled.class).unit()).isEqualTo("WATER");
        assertThat(only(CaseSentToTriage.class).reason()).startsWith("市水务局为被举报单位或其下属，应回避。诉求更正");
        assertThat(only(CaseSentToTriage.class).candidates())
                .noneMatch(candidate -> List.of("WATER", "POOL").contains(candidate.unit()));
        assertThat(of.facts().accused()).containsExactly("WATER");
    }

    @Test
    void a_unit_below_the_accused_one_loses_it_too() {
        var of = with("POOL", WorkOrderState.SIGNED, DecidedBy.CLERK, null);

        correct(of, "WATER", new Respondent("WATER", null), CorrectedFact.RESPONDENT);

        assertThat(only(WorkOrderRecalled.class).unit()).isEqualTo("POOL");
        assertThat(of.open()).isNull();
    }

    @Test
    void from_an_accused_unit_below_it_comes_back_to_the_lead() {
        var of = with("WATER", WorkOrderState.SIGNED, DecidedBy.CATALOGUE, "POOL");

        correct(of, "WATER", new Respondent("POOL", null), CorrectedFact.RESPONDENT);

        assertThat(told).singleElement().isInstanceOf(WorkOrderHandedDown.class);
        assertThat(only(WorkOrderHandedDown.class).toUnit()).isEqualTo("WATER");
        assertThat(only(WorkOrderHandedDown.class).note()).isEqualTo("诉求更正（被举报单位）：听错了。水务局游泳馆应回避，由主办单位办理");
        assertThat(of.open().handlingUnit()).isNull();
    }

    @Test
    void from_a_unit_that_handles_it_below_and_is_accused_by_a_merged_case_it_comes_back_to_the_lead() {
        var lead = of(2, "WATER");
        lead.add(order(lead, "WATER", WorkOrderState.SIGNED, DecidedBy.CATALOGUE, "POOL", DispatchCause.FIRST));
        var of = of(1, "WATER");
        of.add(order(of, "WATER", WorkOrderState.MERGED, DecidedBy.CATALOGUE, null, DispatchCause.FIRST));
        of.isMemberOf(lead);
        take(of, lead);

        correct(of, "WATER", null, CorrectedFact.TITLE);
        assertThat(told).as("POOL is not accused yet").isEmpty();
        assertThat(lead.open().version())
                .as("what is right now shows at the lead")
                .isEqualTo(1);

        correct(of, "WATER", new Respondent("POOL", null), CorrectedFact.RESPONDENT);

        assertThat(told).hasSize(1);
        assertThat(only(WorkOrderHandedDown.class).caseId()).isEqualTo(LEAD);
        assertThat(lead.open().handler()).isEqualTo("WATER");
        assertThat(of.leadCase()).isEqualTo(LEAD);
    }

    @Test
    void a_case_put_into_triage_and_corrected_at_once_is_there_with_the_candidates_of_what_it_is() {
        take();
        register(new Respondent("WATER", null));
        assertThat(set.get(CASE).waiting()).isNotNull();

        correct(set.get(CASE), "LIGHT", null, CorrectedFact.CATEGORY, CorrectedFact.RESPONDENT);

        assertThat(set.changes().proposals()).isEmpty();
        assertThat(set.changes().intoTriage()).singleElement().satisfies(entry -> {
            assertThat(entry.candidates().get(0).unit()).isEqualTo("LIGHT");
            assertThat(entry.reason()).startsWith("诉求更正");
        });
    }

    @Test
    void a_case_in_triage_has_the_candidates_of_what_it_is() {
        var of = of(1, null);
        of.waits(new TriageEntry.Waiting(1, DispatchCause.FIRST, null, THEN));
        take(of);

        correct(of, "LIGHT", null, CorrectedFact.CATEGORY);

        assertThat(told).isEmpty();
        assertThat(set.changes().proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.candidates().get(0).unit()).isEqualTo("LIGHT");
            assertThat(proposal.reason()).startsWith("诉求更正（事项类别）：听错了。");
        });
        assertThat(of.waiting().sentAt()).isEqualTo(THEN);
    }

    @Test
    void a_rework_stays_with_its_unit() {
        var of = of(1, "WATER");
        of.add(order(of, "WATER", WorkOrderState.PENDING_SIGN, DecidedBy.CATALOGUE, null, DispatchCause.REWORK));
        take(of);

        correct(of, "LIGHT", null, CorrectedFact.CATEGORY);

        assertThat(told).isEmpty();
    }

    @Test
    void a_merged_case_that_accuses_the_unit_of_its_lead_is_handled_alone() {
        var lead = of(2, "WATER");
        lead.add(order(lead, "WATER", WorkOrderState.SIGNED, DecidedBy.CATALOGUE, null, DispatchCause.FIRST));
        var of = of(1, "WATER");
        of.add(order(of, "WATER", WorkOrderState.MERGED, DecidedBy.CATALOGUE, null, DispatchCause.FIRST));
        of.isMemberOf(lead);
        take(of, lead);

        correct(of, "LIGHT", new Respondent("WATER", null), CorrectedFact.CATEGORY, CorrectedFact.RESPONDENT);

        assertThat(only(CaseUnmerged.class).leadCaseId()).isEqualTo(LEAD);
        assertThat(only(CaseDispatched.class).leadUnit()).isEqualTo("LIGHT");
        assertThat(of.leadCase()).isNull();
        assertThat(lead.open().unit()).isEqualTo("WATER");
    }

    @Test
    void of_a_merged_case_the_order_by_which_it_may_be_given_again_is_corrected() {
        var lead = of(2, "WATER");
        lead.add(order(lead, "WATER", WorkOrderState.SIGNED, DecidedBy.CATALOGUE, null, DispatchCause.FIRST));
        var of = of(1, "WATER");
        of.add(order(of, "WATER", WorkOrderState.MERGED, DecidedBy.CATALOGUE, null, DispatchCause.FIRST));
        of.isMemberOf(lead);
        take(of, lead);

        correct(of, "LIGHT", null, CorrectedFact.CATEGORY);

        assertThat(told).isEmpty();
        assertThat(set.changes().corrections().get(0).keptOrder()).isSameAs(of.latest());
        assertThat(of.latest().assignment().category()).isEqualTo("LIGHT");
    }

    @Test
    void what_is_corrected_before_anybody_heard_where_it_went_is_given_once_and_by_what_is_right() {
        take();
        register(null);

        correct(set.get(CASE), "LIGHT", null, CorrectedFact.CATEGORY);

        assertThat(only(CaseDispatched.class).leadUnit()).isEqualTo("LIGHT");
        assertThat(only(CaseDispatched.class).category()).isEqualTo("LIGHT");
        assertThat(told).hasSize(1);
        assertThat(set.changes().orders()).extracting(WorkOrder::unit).containsExactly("LIGHT");
        assertThat(set.changes().recalls()).isEmpty();
    }

    @Test
    void whom_a_case_no_longer_accuses_when_it_is_given_is_not_told_as_accused() {
        take();
        register(new Respondent("LIGHT", null));

        correct(set.get(CASE), "WATER", null, CorrectedFact.RESPONDENT);

        assertThat(told).hasSize(1);
        assertThat(only(CaseDispatched.class).leadUnit()).isEqualTo("WATER");
        assertThat(only(CaseDispatched.class).accused()).isEmpty();
    }

    @Test
    void what_was_moved_in_takes_the_facts_and_goes_nowhere() {
        var of = Sample.movedIn(1);
        of.add(order(of, "WATER", WorkOrderState.PENDING_SIGN, DecidedBy.CATALOGUE, null, DispatchCause.FIRST));
        take(of);

        correct(of, "LIGHT", null, CorrectedFact.CATEGORY);

        assertThat(told).isEmpty();
        assertThat(of.registration().category()).isEqualTo("LIGHT");
    }

    private void register(Respondent accused) {
        var event = new CaseRegistered(
                CASE,
                "N1",
                IntakeOutcome.TO_DISPATCH,
                "PHONE",
                null,
                CaseType.HELP,
                Urgency.ORDINARY,
                "停水",
                "没有水",
                "WATER",
                null,
                null,
                null,
                new UUID(0, 5),
                Anonymity.NAMED,
                true,
                accused,
                null,
                null,
                THEN,
                null,
                List.of(),
                null,
                null);
        set.apply(new Heard(new UUID(0, 9), event, THEN, false), null);
    }

    private void correct(DispatchCase of, String category, Respondent respondent, CorrectedFact... facts) {
        hear(correction(of, category, respondent, facts));
    }

    private static CaseCorrected correction(
            DispatchCase of, String category, Respondent respondent, CorrectedFact... facts) {
        return new CaseCorrected(
                of.id(),
                new UUID(0, 7),
                1,
                List.of(facts).stream()
                        .map(fact -> new FactCorrection(fact, null, null))
                        .toList(),
                "停水",
                category,
                null,
                Urgency.URGENT,
                Anonymity.NAMED,
                respondent,
                new UUID(0, 5),
                true,
                "听错了",
                "agent",
                NOW);
    }

    private void hear(CaseEvent event) {
        set.apply(new Heard(new UUID(0, 8), event, NOW, false), null);
        told.clear();
        set.changes().events().stream().map(OutgoingEvent::event).forEach(told::add);
    }

    private <E> E only(Class<E> type) {
        return type.cast(told.stream().filter(type::isInstance).findFirst().orElseThrow());
    }

    private DispatchCase with(String unit, WorkOrderState state, DecidedBy by, String handling) {
        var of = of(1, unit);
        of.add(order(of, unit, state, by, handling, DispatchCause.FIRST));
        take(of);
        return of;
    }

    private void take(DispatchCase... cases) {
        set = Sample.set(cases);
    }

    private static DispatchCase of(int number, String unit) {
        return Sample.inCourse(number, course(unit));
    }

    private static CaseCourse course(String unit) {
        return unit == null
                ? new CaseCourse(CoursePhase.IN_TRIAGE, 0, null, null, null, false, false, null, null)
                : new CaseCourse(CoursePhase.WITH_UNIT, 1, unit, null, new UUID(1, 1), false, false, null, null);
    }

    private static WorkOrder order(
            DispatchCase of, String unit, WorkOrderState state, DecidedBy by, String handling, DispatchCause cause) {
        return WorkOrder.stored(
                new UUID(1, of.id().getLeastSignificantBits()),
                of.facts(),
                false,
                new Assignment(unit, List.of(), "WATER", "A1", by, "r", 1, cause, null),
                THEN,
                new WorkOrder.Progress(
                        state,
                        0,
                        state == WorkOrderState.SIGNED ? new WorkOrder.Signature(THEN, "h") : null,
                        null,
                        handling,
                        InstructionStanding.NOT_NEEDED,
                        null,
                        new WorkOrder.Times(null, null, THEN)));
    }
}
