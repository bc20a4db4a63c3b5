package org.hotline12345.followup.deadline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;
import static org.hotline12345.followup.TestOffice.at;
import static org.hotline12345.followup.TestOffice.local;

import java.time.LocalDate;
import java.util.List;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.events.HalfDay;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.followup.calendar.model.CalendarYear;
import org.hotline12345.followup.calendar.model.SourcedDay;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.CountFrom;
import org.hotline12345.followup.policy.model.MomentOfDay;
import org.hotline12345.followup.policy.model.Span;
import org.hotline12345.followup.policy.model.SpanUnit;
import org.hotline12345.followup.policy.model.StartingPoint;
import org.hotline12345.followup.policy.model.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineCalculatorTest {
    private final DeadlineCalculator calculator = new DeadlineCalculator(TestOffice.calendar(), TestOffice.policy());

    @ParameterizedTest(name = "{0} {1} {2} from {3}: sign by {4}, reply by {5}")
    @CsvSource({
        // 5 working days, telephone
        "COMPLAINT, ORDINARY, PHONE, 2026-03-04T10:12, 2026-03-05T17:30, 2026-03-11T17:30",
        // on a Saturday and just before and at midnight
        "HELP, ORDINARY, PHONE, 2026-03-07T09:00, 2026-03-09T17:30, 2026-03-13T17:30",
        "HELP, ORDINARY, PHONE, 2026-03-04T23:59:59, 2026-03-05T17:30, 2026-03-11T17:30",
        "HELP, ORDINARY, PHONE, 2026-03-05T00:00, 2026-03-06T17:30, 2026-03-12T17:30",
        // 3 working days: consultation; a platform above
        "CONSULTATION, ORDINARY, PHONE, 2026-03-04T10:12, 2026-03-05T17:30, 2026-03-09T17:30",
        "HELP, ORDINARY, PROVINCE, 2026-03-04T10:12, 2026-03-05T17:30, 2026-03-09T17:30",
        // Spring Festival 2024 with make-up Sunday 18 February
        "HELP, ORDINARY, PHONE, 2024-02-08T15:00, 2024-02-09T17:30, 2024-02-21T17:30",
        // National Day 2023 with make-up Saturday and Sunday 7 and 8 October
        "HELP, ORDINARY, PHONE, 2023-09-28T15:00, 2023-10-07T17:30, 2023-10-11T17:30",
        // year's end, told by the next year's notice
        "HELP, ORDINARY, PHONE, 2018-12-28T15:00, 2018-12-29T17:30, 2019-01-07T17:30",
        // 29 February
        "HELP, ORDINARY, PHONE, 2024-02-28T15:00, 2024-02-29T17:30, 2024-03-06T17:30",
        // the year without a notice
        "HELP, ORDINARY, PHONE, 2026-12-31T15:00, 2027-01-01T17:30, 2027-01-07T17:30",
        // utilities and emergencies around the clock
        "HELP, URGENT, PHONE, 2023-09-28T15:00, 2023-09-28T17:00, 2023-09-29T15:00",
        "HELP, EMERGENCY, PHONE, 2026-03-07T23:45, 2026-03-08T00:15, 2026-03-08T11:45"
    })
    void the_default_policy_on_real_dates(
            CaseType type, Urgency urgency, String channel, String start, String sign, String reply) {
        var traits = new CaseTraits(type, urgency, channel, null, null, false);
        assertThat(local(calculator
                        .compute(DeadlineKind.SIGN, traits, at(start), Adjustments.NONE)
                        .dueAt()))
                .isEqualTo(sign);
        assertThat(local(reply(traits, start, Adjustments.NONE).dueAt())).isEqualTo(reply);
    }

    @ParameterizedTest(name = "{0} {1} from {4}, {2}, {3}: {5}")
    @CsvSource({
        "1, WORKING_DAYS, NEXT_DAY, CLOSE_OF_OFFICE, 2026-03-04T10:00, 2026-03-05T17:30",
        "1, WORKING_DAYS, SAME_DAY, CLOSE_OF_OFFICE, 2026-03-04T10:00, 2026-03-04T17:30",
        // the same day, but the office has closed: the next working day
        "1, WORKING_DAYS, SAME_DAY, CLOSE_OF_OFFICE, 2026-03-04T20:00, 2026-03-05T17:30",
        "1, WORKING_DAYS, SAME_DAY, CLOSE_OF_OFFICE, 2026-03-07T10:00, 2026-03-09T17:30",
        "3, WORKING_DAYS, SAME_DAY, END_OF_DAY, 2026-03-04T10:00, 2026-03-06T23:59:59.999999",
        "13, WORKING_DAYS, NEXT_DAY, CLOSE_OF_OFFICE, 2026-03-04T10:00, 2026-03-23T17:30",
        "2, WORKING_DAYS, NEXT_DAY, SAME_TIME, 2026-03-05T10:07, 2026-03-09T10:07",
        "2, WORKING_DAYS, NEXT_DAY, OPENING, 2026-03-05T10:07, 2026-03-09T08:30",
        "7, CALENDAR_DAYS, NEXT_DAY, END_OF_DAY, 2023-09-28T10:00, 2023-10-05T23:59:59.999999",
        "1, CALENDAR_DAYS, SAME_DAY, END_OF_DAY, 2026-03-07T10:00, 2026-03-07T23:59:59.999999",
        "0, CALENDAR_DAYS, NEXT_DAY, END_OF_DAY, 2026-03-07T10:00, 2026-03-07T23:59:59.999999",
        "2, OFFICE_HOURS, NEXT_DAY, SAME_TIME, 2026-03-04T10:00, 2026-03-04T12:00",
        "2, OFFICE_HOURS, NEXT_DAY, SAME_TIME, 2026-03-04T16:30, 2026-03-05T09:30",
        "2, OFFICE_HOURS, NEXT_DAY, SAME_TIME, 2026-03-06T17:30, 2026-03-09T10:30",
        "2, OFFICE_HOURS, NEXT_DAY, SAME_TIME, 2026-03-07T11:00, 2026-03-09T10:30",
        "2, OFFICE_HOURS, NEXT_DAY, SAME_TIME, 2026-03-04T06:00, 2026-03-04T10:30",
        "20, OFFICE_HOURS, NEXT_DAY, SAME_TIME, 2026-03-04T10:00, 2026-03-06T12:00",
        "2, HOURS, NEXT_DAY, SAME_TIME, 2026-02-28T23:30, 2026-03-01T01:30",
        "20, MINUTES, NEXT_DAY, SAME_TIME, 2026-12-31T23:50, 2027-01-01T00:10"
    })
    void every_way_to_measure_time(
            int amount, SpanUnit unit, CountFrom from, MomentOfDay until, String start, String expected) {
        var term = Term.of(new Span(amount, unit), from, until);
        ComputedDeadline found = calculator.compute(term, StartingPoint.DISPATCH, at(start), Adjustments.NONE);
        assertThat(local(found.dueAt())).isEqualTo(expected);
    }

    @Test
    void the_explanation_reads_like_a_clerks_note() {
        ComputedDeadline found = reply(plain(), "2023-09-28T15:00", Adjustments.NONE);
        assertThat(found.explanation())
                .extracting(ExplanationStep::text)
                .startsWith(
                        "2023年9月28日 15:00 派单给承办单位，自次日起算", "时限 5 个工作日", "9月29日（周五）中秋节、国庆节放假，不计", "9月30日（周六）中秋节、国庆节放假，不计")
                .contains("10月7日（周六）中秋节、国庆节调休上班，计入", "10月8日（周日）中秋节、国庆节调休上班，计入")
                .endsWith("到期 2023年10月11日 17:30");
        assertThat(found.explanation())
                .extracting(ExplanationStep::textEn)
                .startsWith("2023-09-28 15:00 dispatch to the unit, counted from the day after")
                .contains("2023-09-29 (Fri) Mid-Autumn Festival and National Day, does not count")
                .endsWith("due 2023-10-11 17:30");
        assertThat(found.explanation())
                .filteredOn(step -> step.step().equals("SKIP"))
                .hasSize(8);
        assertThat(found.explanation())
                .extracting(ExplanationStep::text)
                .contains("放假安排依据：http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm");
    }

    @Test
    void weekends_are_named_too() {
        assertThat(reply(plain(), "2026-03-04T10:00", Adjustments.NONE).explanation())
                .extracting(ExplanationStep::text)
                .contains("3月7日（周六）周末，不计", "3月8日（周日）周末，不计");
    }

    @Test
    void a_year_without_notice_makes_the_deadline_provisional_and_says_so() {
        ComputedDeadline found = reply(plain(), "2026-12-30T10:00", Adjustments.NONE);
        assertThat(found.provisional()).isTrue();
        assertThat(found.explanation()).extracting(ExplanationStep::text).contains("2027年放假安排尚未公布，暂按周一至周五计算，公布后重新计算");
        assertThat(reply(plain(), "2026-03-04T10:00", Adjustments.NONE).provisional())
                .isFalse();
    }

    @Test
    void an_hour_is_never_provisional() {
        var urgent = new CaseTraits(CaseType.HELP, Urgency.URGENT, "PHONE", null, null, false);
        ComputedDeadline found = reply(urgent, "2026-12-31T15:00", Adjustments.NONE);
        assertThat(found.provisional()).isFalse();
        assertThat(found.explanation()).extracting(ExplanationStep::text).contains("时限 24 小时，连续计算，节假日不扣除");
    }

    @Test
    void an_extension_moves_the_deadline_over_days_off() {
        ComputedDeadline found = reply(plain(), "2026-03-04T10:00", Adjustments.NONE.extended(3));
        assertThat(local(found.dueAt())).isEqualTo("2026-03-16T17:30");
        assertThat(found.explanation()).extracting(ExplanationStep::step).contains("EXTENSION");
        assertThat(found.explanation()).extracting(ExplanationStep::text).contains("批准延期 3 个工作日", "3月14日（周六）周末，不计");
    }

    @Test
    void time_given_back_counts_as_a_pause() {
        ComputedDeadline found = reply(plain(), "2026-03-04T10:00", Adjustments.NONE.givenBack(2));
        assertThat(local(found.dueAt())).isEqualTo("2026-03-13T17:30");
        assertThat(found.explanation()).extracting(ExplanationStep::step).contains("PAUSE");
    }

    @ParameterizedTest(name = "upstream {0}: {1}")
    @CsvSource({
        // one working day earlier than the platform above
        "2026-03-11T12:00, 2026-03-10T12:00",
        // no cap: the own deadline is earlier
        "2026-03-20T12:00, 2026-03-11T17:30",
        // no time for the reserve: the moment itself
        "2026-03-05T09:00, 2026-03-05T09:00",
        // it has passed before the start
        "2026-03-04T09:00, 2026-03-11T17:30"
    })
    void the_platform_above_caps_the_deadline(String upstream, String expected) {
        ComputedDeadline found = reply(plain(), "2026-03-04T10:00", Adjustments.NONE.upstream(at(upstream)));
        assertThat(local(found.dueAt())).isEqualTo(expected);
        boolean own = expected.equals("2026-03-11T17:30") && upstream.startsWith("2026-03-20");
        assertThat(found.explanation().stream().anyMatch(step -> step.step().equals("CAP")))
                .isEqualTo(!own);
    }

    @Test
    void the_deadline_of_the_source_replaces_the_rule_and_can_be_extended() {
        var given = Adjustments.NONE.fixed(at("2011-07-05T15:59:30"));
        ComputedDeadline found = reply(plain(), "2011-07-01T08:00", given);
        assertThat(local(found.dueAt())).isEqualTo("2011-07-05T15:59:30");
        assertThat(found.provisional()).isFalse();
        assertThat(found.explanation())
                .extracting(ExplanationStep::step, ExplanationStep::text)
                .containsExactly(
                        tuple("START", "2011年7月1日 08:00 派单给承办单位"),
                        tuple("CAP", "来源系统给定办理时限 2011年7月5日 15:59，以其为准"),
                        tuple("DUE", "到期 2011年7月5日 15:59"));
        assertThat(local(reply(plain(), "2011-07-01T08:00", given.extended(1)).dueAt()))
                .isEqualTo("2011-07-06T15:59:30");
    }

    @Test
    void marks_lie_around_the_deadline() {
        Moments moments =
                calculator.moments(DeadlineKind.REPLY, plain(), at("2026-03-04T10:00"), at("2026-03-09T17:30"));
        assertThat(local(moments.yellowAt())).isEqualTo("2026-03-06T17:30");
        assertThat(local(moments.redAt())).isEqualTo("2026-03-09T17:30");
        assertThat(local(moments.at(TimerStep.URGE_HANDLERS))).isEqualTo("2026-03-10T08:30");
        assertThat(calculator
                        .moments(DeadlineKind.REPLY, plain(), at("2026-03-06T20:00"), at("2026-03-09T17:30"))
                        .yellowAt())
                .isNull();
        assertThat(calculator
                        .moments(DeadlineKind.SIGN, plain(), at("2026-03-04T10:00"), at("2026-03-05T17:30"))
                        .yellowAt())
                .isNull();
        assertThat(calculator.moments(
                        DeadlineKind.RECTIFICATION, plain(), at("2026-03-04T10:00"), at("2026-03-05T17:30")))
                .isEqualTo(Moments.NONE);
    }

    @Test
    void the_urge_waits_for_the_next_working_day() {
        assertThat(local(calculator
                        .moments(DeadlineKind.REPLY, plain(), at("2023-09-20T10:00"), at("2023-09-28T17:30"))
                        .at(TimerStep.URGE_HANDLERS)))
                .isEqualTo("2023-10-07T08:30");
    }

    @Test
    void a_return_may_be_asked_for_two_working_days() {
        assertThat(local(calculator.returnUntil(plain(), at("2026-03-05T10:00"))))
                .isEqualTo("2026-03-09T17:30");
    }

    @ParameterizedTest(name = "{0} from {1}: returned until {2}")
    @CsvSource({
        "'{amount: 2, unit: WORKING_DAYS}', 2026-03-05T10:00, 2026-03-09T17:30",
        "'{amount: 2, unit: WORKING_DAYS}', 2023-09-28T15:00, 2023-10-08T17:30",
        "'{amount: 24, unit: HOURS}', 2026-03-06T10:00, 2026-03-07T10:00",
        "'{amount: 2, unit: CALENDAR_DAYS}', 2026-03-06T10:00, 2026-03-08T23:59:59.999999",
        "'{amount: 2, unit: CALENDAR_DAYS}, onDayOff: NEXT_WORKING_DAY', 2026-03-06T10:00, 2026-03-09T23:59:59.999999"
    })
    void the_window_of_a_return_is_explained_by_what_sets_it(String within, String dispatched, String until) {
        String term = within + (within.contains("CALENDAR") ? ", until: END_OF_DAY" : "");
        var other = new DeadlineCalculator(
                TestOffice.calendar(),
                TestOffice.policy(TestOffice.example("shandong-2020")
                        .replaceFirst("returnWithin:\\n  within: .*\\n", "returnWithin: {within: " + term + "}\n")));
        ComputedDeadline window = other.returnWindow(plain(), at(dispatched)).orElseThrow();
        assertThat(local(window.dueAt())).isEqualTo(until);
        assertThat(other.returnUntil(plain(), at(dispatched))).isEqualTo(window.dueAt());
        assertThat(window.explanation())
                .extracting(ExplanationStep::step)
                .startsWith("START", "COUNT")
                .endsWith("DUE");
    }

    @Test
    void a_policy_without_a_window_has_none() {
        var bengbu =
                new DeadlineCalculator(TestOffice.calendar(), TestOffice.policy(TestOffice.example("bengbu-2019")));
        assertThat(bengbu.returnWindow(plain(), at("2026-03-05T10:00"))).isEmpty();
        assertThat(bengbu.returnUntil(plain(), at("2026-03-05T10:00"))).isNull();
    }

    @ParameterizedTest(name = "asked {0}, ruled {1}: {2} given back")
    @CsvSource({
        "2026-03-04T10:00, 2026-03-05T17:30, 0",
        "2026-03-04T10:00, 2026-03-05T17:31, 0",
        "2026-03-04T10:00, 2026-03-06T09:00, 1",
        "2026-03-04T10:00, 2026-03-09T09:00, 2",
        "2026-03-06T10:00, 2026-03-09T09:00, 0"
    })
    void a_late_ruling_is_given_back(String asked, String ruled, int days) {
        assertThat(calculator.rulingExcess(plain(), at(asked), at(ruled))).isEqualTo(days);
    }

    @Test
    void rework_has_a_shorter_deadline() {
        var again = new CaseTraits(CaseType.COMPLAINT, Urgency.ORDINARY, "PHONE", null, null, true);
        assertThat(local(reply(again, "2026-03-04T10:00", Adjustments.NONE).dueAt()))
                .isEqualTo("2026-03-09T17:30");
    }

    @Test
    void a_half_day_off_counts_and_is_named_with_its_source() {
        CalendarYear year = TestOffice.calendar()
                .year(2026)
                .orElseThrow()
                .withLocalDays(List.of(new SourcedDay(
                        new CalendarDay(LocalDate.of(2026, 3, 6), "本地节日", true, HalfDay.AFTERNOON), "市政府通知")));
        var local = new DeadlineCalculator(TestOffice.calendar().with(year, 2), TestOffice.policy());
        ComputedDeadline found = local.compute(DeadlineKind.REPLY, plain(), at("2026-03-04T10:00"), Adjustments.NONE);
        assertThat(local(found.dueAt())).isEqualTo("2026-03-11T17:30");
        assertThat(found.explanation())
                .filteredOn(step -> LocalDate.of(2026, 3, 6).equals(step.date()))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.step()).isEqualTo("COUNT");
                    assertThat(step.text()).isEqualTo("3月6日（周五）下午放假，当日仍计入");
                    assertThat(step.textEn())
                            .isEqualTo("2026-03-06 (Fri): the office is closed in the afternoon, the day counts");
                    assertThat(step.source()).isEqualTo("市政府通知");
                });
        // a deadline that ends on that day ends when the office closes
        assertThat(local(local.compute(DeadlineKind.SIGN, plain(), at("2026-03-05T10:00"), Adjustments.NONE)
                        .dueAt()))
                .isEqualTo("2026-03-06T12:00");
    }

    @Test
    void calendar_days_that_end_on_a_day_off_go_to_the_next_working_day_and_say_so() {
        var market = new DeadlineCalculator(
                TestOffice.calendar(), TestOffice.policy(TestOffice.example("market-complaints")));
        ComputedDeadline found = market.compute(DeadlineKind.REPLY, plain(), at("2026-02-28T11:30"), Adjustments.NONE);
        assertThat(local(found.dueAt())).isEqualTo("2026-03-16T17:30");
        assertThat(found.explanation())
                .extracting(ExplanationStep::text)
                .contains("时限 15 个自然日，连续计算，节假日不扣除", "最后一日3月15日（周日）为休息日，顺延至3月16日（周一）");
        assertThat(found.provisional()).isFalse();
        // whether that day is a day off depends on the notice of its year
        assertThat(market.compute(DeadlineKind.REPLY, plain(), at("2026-12-20T10:00"), Adjustments.NONE)
                        .provisional())
                .isTrue();
    }

    @Test
    void a_ruling_that_the_policy_does_not_limit_gives_nothing_back() {
        var bengbu =
                new DeadlineCalculator(TestOffice.calendar(), TestOffice.policy(TestOffice.example("bengbu-2019")));
        assertThat(bengbu.rulingUntil(plain(), at("2026-03-04T10:00"))).isNull();
        assertThat(bengbu.rulingExcess(plain(), at("2026-03-04T10:00"), at("2026-04-04T10:00")))
                .isZero();
    }

    @Test
    void a_kind_without_rules_is_an_error() {
        assertThatIllegalStateException()
                .isThrownBy(() -> calculator.compute(
                        DeadlineKind.RECTIFICATION, plain(), at("2026-03-04T10:00"), Adjustments.NONE));
    }

    private ComputedDeadline reply(CaseTraits traits, String start, Adjustments adjustments) {
        return calculator.compute(DeadlineKind.REPLY, traits, at(start), adjustments);
    }

    private static CaseTraits plain() {
        return new CaseTraits(CaseType.COMPLAINT, Urgency.ORDINARY, "PHONE", null, null, false);
    }
}
