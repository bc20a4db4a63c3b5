package org.hotline12345.followup.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.deadline.model.Adjustments;
import org.hotline12345.followup.deadline.model.ComputedDeadline;
import org.hotline12345.followup.deadline.model.DeadlineCalculator;
import org.hotline12345.followup.deadline.model.Moments;
import org.hotline12345.followup.deadline.model.Pause;
import org.hotline12345.followup.deadline.model.TimerStep;
import org.hotline12345.followup.policy.PolicyDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What cities published, each as a document, on real dates: Spring Festival, make-up Saturdays, National Day, ends of years, midnight, 29
 * February, the year without a notice. The dates of {@code published-policies.csv} were computed from the notices by other means.
 */
class PublishedPoliciesTest {
    private static final Map<String, DeadlinePolicy> POLICIES = new PolicyDocuments()
            .examples().stream()
                    .map(TestOffice::policy)
                    .collect(Collectors.toMap(DeadlinePolicy::id, Function.identity()));

    @ParameterizedTest(name = "{0} {1}, {2}: {9} -> {10}")
    @CsvFileSource(resources = "/published-policies.csv", numLinesToSkip = 1)
    void every_published_rule_on_real_dates(
            String policy,
            String due,
            String rule,
            CaseType type,
            Urgency urgency,
            String channel,
            String category,
            UnitLevel unitLevel,
            boolean rework,
            String start,
            String expected) {
        var traits = new CaseTraits(type, urgency, channel, category, unitLevel, rework);
        assertThat(local(due(POLICIES.get(policy), due, traits, at(start)))).isEqualTo(expected);
    }

    private static Instant due(DeadlinePolicy policy, String due, CaseTraits traits, Instant start) {
        var calculator = new DeadlineCalculator(TestOffice.calendar(), policy);
        return switch (due) {
            case "RETURN" -> calculator.returnUntil(traits, start);
            case "RULING" -> calculator.rulingUntil(traits, start);
            default ->
                isKind(due)
                        ? calculator
                                .compute(DeadlineKind.valueOf(due), traits, start, Adjustments.NONE)
                                .dueAt()
                        : calculator
                                .compute(policy.statutory(due).orElseThrow(), traits, start, Adjustments.NONE)
                                .dueAt();
        };
    }

    private static boolean isKind(String name) {
        return Arrays.stream(DeadlineKind.values()).anyMatch(kind -> kind.name().equals(name));
    }

    @Test
    void nine_documents_and_the_default_are_shipped() {
        assertThat(POLICIES).hasSize(9);
        assertThat(POLICIES.values())
                .allSatisfy(policy -> assertThat(policy.heading().en()).isNotBlank());
    }

    @ParameterizedTest(name = "{0} {1}, due {2}: yellow {3}, red {4}, urge {5}, circular {6}, raised {7}")
    @CsvSource({
        // yellow card 1 working day before, red card on the first working day after
        "shandong-2017-provincial, ORDINARY, 2026-02-14T17:30, 2026-02-13T17:30, 2026-02-24T08:30, , ,",
        "shandong-2017-provincial, ORDINARY, 2023-09-28T17:30, 2023-09-27T17:30, 2023-10-07T08:30, , ,",
        // urged on the day after, in a circular when 5 working days overdue
        "district-bureau, ORDINARY, 2026-03-05T17:30, , 2026-03-05T17:30, 2026-03-06T08:30, 2026-03-12T08:30,",
        "district-bureau, ORDINARY, 2023-09-28T17:30, , 2023-09-28T17:30, 2023-09-29T08:30, 2023-10-11T08:30,",
        // marks of hours for clocks of hours, raised after another hour
        "beijing-draft, EMERGENCY, 2026-03-07T12:00, 2026-03-07T11:30, 2026-03-07T12:00, , , 2026-03-07T13:00",
        "beijing-draft, URGENT, 2026-03-07T12:00, 2026-03-07T08:00, 2026-03-07T12:00, , ,",
        "beijing-draft, ORDINARY, 2026-03-08T23:59:59.999999, 2026-03-07T23:59:59.999999, 2026-03-08T23:59:59.999999, , ,"
    })
    void marks_lie_where_the_rule_says(
            String policy,
            Urgency urgency,
            String due,
            String yellow,
            String red,
            String urge,
            String circular,
            String raise) {
        var calculator = new DeadlineCalculator(TestOffice.calendar(), POLICIES.get(policy));
        KindRules rules = POLICIES.get(policy).rules(DeadlineKind.REPLY).orElseThrow();
        CaseTraits traits = traits(urgency);
        Moments moments = calculator.moments(rules, traits, at("2023-01-01T00:00"), at(due));
        assertThat(local(moments.yellowAt())).isEqualTo(yellow);
        assertThat(local(moments.redAt())).isEqualTo(red);
        assertThat(local(moments.at(TimerStep.URGE_HANDLERS))).isEqualTo(urge);
        assertThat(local(moments.at(TimerStep.CIRCULAR))).isEqualTo(circular);
        assertThat(local(moments.at(TimerStep.RAISE))).isEqualTo(raise);
    }

    @Test
    void extensions_say_how_many_how_long_and_until_when() {
        DeadlinePolicy policy = POLICIES.get("shandong-2020");
        KindRules rules = policy.rules(DeadlineKind.REPLY).orElseThrow();
        var calculator = new DeadlineCalculator(TestOffice.calendar(), policy);
        assertThat(rules.extensionsFor(traits(Urgency.ORDINARY)).times()).isEqualTo(1);
        assertThat(rules.extensionsFor(traits(Urgency.ORDINARY)).workingDays()).isEqualTo(10);
        assertThat(rules.extensionsFor(traits(Urgency.EMERGENCY)).times()).isZero();
        assertThat(local(calculator.extensionUntil(rules, traits(Urgency.ORDINARY), at("2026-02-24T17:30"))))
                .isEqualTo("2026-02-14T17:30");
        ComputedDeadline longest = calculator.compute(
                DeadlineKind.REPLY, traits(Urgency.ORDINARY), at("2026-02-06T10:00"), Adjustments.NONE.extended(10));
        // 5 working days to 13 February, ten more over the Spring Festival
        assertThat(local(longest.dueAt())).isEqualTo("2026-03-05T17:30");
        assertThat(POLICIES.get("shandong-2017-provincial")
                        .rules(DeadlineKind.REPLY)
                        .orElseThrow()
                        .extensions()
                        .workingDays())
                .isEqualTo(7);
    }

    @ParameterizedTest(name = "{0}: waiting {1} to {2} -> {3}")
    @CsvSource({
        // the working days after the day of the question up to that of the answer do not count
        "shandong-2020, 2026-03-05T10:00, 2026-03-09T15:00, 2026-03-13T17:30",
        "shandong-2020, 2026-03-05T10:00, 2026-03-05T16:00, 2026-03-11T17:30",
        // over the days off of a festival nothing is added
        "shandong-2020, 2026-03-07T10:00, 2026-03-08T16:00, 2026-03-11T17:30",
        // here the waiting counts
        "market-complaints, 2026-03-05T10:00, 2026-03-09T15:00, 2026-03-19T17:30"
    })
    void waiting_for_the_citizen_stops_the_clock_where_the_policy_says_so(
            String policy, String from, String until, String expected) {
        var calculator = new DeadlineCalculator(TestOffice.calendar(), POLICIES.get(policy));
        var pause = new Pause(at(from), at(until), true, "补充材料");
        ComputedDeadline found = calculator.compute(
                DeadlineKind.REPLY,
                traits(Urgency.ORDINARY),
                at("2026-03-04T10:00"),
                Adjustments.NONE.paused(List.of(pause)));
        assertThat(local(found.dueAt())).isEqualTo(expected);
        assertThat(found.explanation())
                .filteredOn(step -> step.step().equals("PAUSE"))
                .singleElement()
                .satisfies(step -> assertThat(step.text()).contains("等待诉求人（补充材料）"));
    }

    @Test
    void the_platform_above_has_its_reserve() {
        var calculator = new DeadlineCalculator(TestOffice.calendar(), POLICIES.get("shandong-2017-provincial"));
        ComputedDeadline found = calculator.compute(
                DeadlineKind.REPLY,
                traits(Urgency.ORDINARY),
                at("2026-02-10T10:00"),
                Adjustments.NONE.upstream(at("2026-02-24T12:00")));
        assertThat(local(found.dueAt())).isEqualTo("2026-02-14T12:00");
    }

    @Test
    void thresholds_are_data() {
        assertThat(POLICIES.get("bayannur").supervision().reworks()).isEqualTo(3);
        assertThat(POLICIES.get("bayannur").supervision().returns()).isEqualTo(3);
        assertThat(POLICIES.get("bayannur").supervision().repeatLevel()).isEqualTo(2);
        assertThat(POLICIES.get("bengbu-2019").supervision().repeatLevel()).isEqualTo(1);
        assertThat(POLICIES.get("shandong-2017-provincial").supervision().dissatisfactions())
                .isEqualTo(2);
    }

    @Test
    void a_clock_of_the_law_says_what_it_is_and_is_only_for_its_cases() {
        DeadlinePolicy policy = POLICIES.get("market-complaints");
        var clock = policy.statutory("complaint-acceptance").orElseThrow();
        var complaint = new CaseTraits(CaseType.COMPLAINT, Urgency.ORDINARY, "PHONE", "C1104", null, false);
        assertThat(clock.isFor(complaint)).isTrue();
        assertThat(clock.isFor(traits(Urgency.ORDINARY))).isFalse();
        ComputedDeadline found = new DeadlineCalculator(TestOffice.calendar(), policy)
                .compute(clock, complaint, at("2026-03-04T10:00"), Adjustments.NONE);
        assertThat(found.explanation().get(0).text()).isEqualTo("法定时限：投诉受理决定，依据《市场监督管理投诉举报处理暂行办法》第十四条；热线答复不停止该时限");
        assertThat(found.explanation().get(0).textEn()).contains("a reply of the hotline does not stop it");
        assertThat(policy.statutory("nothing")).isEmpty();
    }

    private static CaseTraits traits(Urgency urgency) {
        return new CaseTraits(CaseType.HELP, urgency, "PHONE", null, null, false);
    }
}
