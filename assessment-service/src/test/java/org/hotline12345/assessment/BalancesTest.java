package org.hotline12345.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.assessment.figures.Breakdown;
import org.hotline12345.assessment.figures.IndicatorQueries;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Figures that cities published, taken of as many cases as they had: each case lives by its events, which become facts in
 * PostgreSQL, which are counted. Each has a year of its own.
 */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(TestServers.class)
class BalancesTest {
    @Inject
    Folding folding;

    @Inject
    IndicatorQueries indicators;

    @Test
    @DisplayName("Lianyungang 2019-06: due 29,186, finished 25,783 (88.34 %), in time 24,165 (82.80 %)")
    void rates_are_taken_over_what_was_due() {
        var dispatched = Instant.parse("2019-05-27T01:00:00Z");
        var events = new ArrayList<CaseEvent>();
        for (int i = 0; i < 29_186; i++) {
            var id = UUID.randomUUID();
            var order = UUID.randomUUID();
            var due = Instant.parse("2019-06-01T01:00:00Z").plus(Duration.ofMinutes(i));
            events.add(Lives.registered(id, IntakeOutcome.TO_DISPATCH, dispatched));
            events.add(Lives.dispatched(id, order, 1, DispatchCause.FIRST, "HOUSING", dispatched));
            events.add(Lives.deadline(id, order, 1, DeadlineKind.REPLY, due));
            if (i < 25_783) {
                events.add(Lives.replied(id, order, 1, "HOUSING", i < 24_165 ? due : due.plusSeconds(1)));
            }
        }
        folding.fold(events);

        var june = of("2019-06");
        assertThat(june.count(Count.DUE)).isEqualTo(29_186);
        assertThat(june.count(Count.FINISHED)).isEqualTo(25_783);
        assertThat(june.count(Count.FINISHED_ON_TIME)).isEqualTo(24_165);
        assertThat(june.count(Count.OVERDUE)).isEqualTo(29_186 - 24_165);
        assertThat(Rate.FINISH.of(june)).isEqualTo("88.34");
        assertThat(Rate.ON_TIME.of(june)).isEqualTo("82.80");
        assertThat(of("2019-05").count(Count.DISPATCHED)).isEqualTo(29_186);
        assertThat(of("2019-05").count(Count.DUE)).isZero();
    }

    @Test
    @DisplayName(
            "A weekly bulletin: 71,184 = 37,527 answered on the spot (52.72 %) + 33,657 dispatched, by type, 10,169 a day")
    void a_weekly_bulletin() {
        Map<CaseType, Integer> byType = new EnumMap<>(Map.of(
                CaseType.CONSULTATION, 33_523,
                CaseType.HELP, 21_570,
                CaseType.COMPLAINT, 10_497,
                CaseType.SUGGESTION, 3_783,
                CaseType.PRAISE, 228,
                CaseType.OTHER, 1_583));
        var monday = Instant.parse("2018-03-05T00:00:00Z");
        var events = new ArrayList<CaseEvent>();
        int[] number = {0};
        byType.forEach((type, cases) -> {
            for (int i = 0; i < cases; i++) {
                var id = UUID.randomUUID();
                var at = monday.plus(Duration.ofSeconds(8L * number[0]));
                boolean answered = number[0]++ < 37_527;
                events.add(Lives.registered(
                        id,
                        answered ? IntakeOutcome.ANSWERED : IntakeOutcome.TO_DISPATCH,
                        at,
                        "PHONE",
                        type,
                        "C0101",
                        "220173",
                        Anonymity.NAMED,
                        true));
                if (!answered) {
                    events.add(Lives.dispatched(id, UUID.randomUUID(), 1, DispatchCause.FIRST, "WATER", at));
                }
            }
        });
        folding.fold(events);

        var period = Period.parse("2018-W10");
        var week = of("2018-W10");
        assertThat(week.count(Count.RECEIVED)).isEqualTo(71_184);
        assertThat(week.count(Count.ANSWERED_DIRECTLY)).isEqualTo(37_527);
        assertThat(week.count(Count.DISPATCHED)).isEqualTo(33_657);
        assertThat(Rate.DIRECT_ANSWER.of(week)).isEqualTo("52.72");
        assertThat(week.count(Count.RECEIVED) / period.days()).isEqualTo(10_169);
        var rows = indicators
                .by(Breakdown.of(Dimension.TYPE, period, null))
                .await()
                .atMost(Duration.ofMinutes(1));
        var shares = new EnumMap<CaseType, String>(CaseType.class);
        rows.byKey()
                .forEach((type, figures) -> shares.put(
                        CaseType.valueOf(type),
                        Rate.percent(figures.count(Count.RECEIVED), rows.total().count(Count.RECEIVED))
                                .toString()));
        assertThat(shares)
                .isEqualTo(Map.of(
                        CaseType.CONSULTATION, "47.09",
                        CaseType.HELP, "30.30",
                        CaseType.COMPLAINT, "14.75",
                        CaseType.SUGGESTION, "5.31",
                        CaseType.PRAISE, "0.32",
                        CaseType.OTHER, "2.22"));
    }

    @Test
    @DisplayName(
            "Changchun, a month: 25,537 cases, 11,024 not to be contacted, the robot reached 12,933, people 958, 622 open")
    void informing_the_citizens() {
        var day = Instant.parse("2016-05-10T01:00:00Z");
        var events = new ArrayList<CaseEvent>();
        for (int i = 0; i < 25_537; i++) {
            var id = UUID.randomUUID();
            var order = UUID.randomUUID();
            events.add(Lives.registered(
                    id,
                    IntakeOutcome.TO_DISPATCH,
                    day,
                    "PHONE",
                    CaseType.HELP,
                    "C0101",
                    "220173",
                    i < 11_024 ? Anonymity.NO_CONTACT : Anonymity.NAMED,
                    true));
            events.add(Lives.dispatched(id, order, 1, DispatchCause.FIRST, "HOUSING", day));
            events.add(Lives.replied(id, order, 1, "HOUSING", day));
            int toBeInformed = i - 11_024;
            if (toBeInformed >= 0 && toBeInformed < 12_933 + 958) {
                var by = toBeInformed < 12_933 ? NoticeChannel.ROBOT : NoticeChannel.UNIT_CALL;
                events.add(Lives.informed(id, order, 1, "HOUSING", by, true, day));
            }
        }
        folding.fold(events);

        var may = of("2016-05");
        assertThat(may.count(Count.COMPLETED)).isEqualTo(25_537);
        assertThat(may.count(Count.TO_BE_INFORMED)).isEqualTo(14_513);
        assertThat(may.count(Count.INFORMED_BY_ROBOT)).isEqualTo(12_933);
        assertThat(Rate.ROBOT_FEEDBACK.of(may)).isEqualTo("89.11");
        assertThat(may.count(Count.INFORMED_BY_UNIT)).isEqualTo(958);
        assertThat(may.count(Count.NOT_INFORMED)).isEqualTo(622);
        assertThat(may.count(Count.INFORMED)).isEqualTo(12_933 + 958);
        assertThat(Rate.FEEDBACK.of(may)).isEqualTo("95.71");
    }

    @Test
    @DisplayName(
            "A month's balance: 83,218 = 78,589 new + 4,629 carried over = 41,489 answered on the spot + 41,729 dispatched")
    void a_months_balance() {
        var august = Instant.parse("2014-08-31T15:00:00Z");
        var september = Instant.parse("2014-08-31T16:00:00Z");
        var events = new ArrayList<CaseEvent>();
        for (int i = 0; i < 83_218; i++) {
            var id = UUID.randomUUID();
            boolean carriedOver = i < 4_629;
            var settled = september.plus(Duration.ofSeconds(30L * i));
            var registered = carriedOver ? august : settled;
            if (i < 41_729) {
                events.add(Lives.registered(id, IntakeOutcome.TO_DISPATCH, registered));
                events.add(Lives.dispatched(id, UUID.randomUUID(), 1, DispatchCause.FIRST, "WATER", settled));
            } else {
                events.add(Lives.registered(id, IntakeOutcome.ANSWERED, registered));
            }
        }
        folding.fold(events);

        var month = of("2014-09");
        assertThat(month.count(Count.RECEIVED)).isEqualTo(78_589);
        assertThat(month.count(Count.CARRIED_OVER)).isEqualTo(4_629);
        assertThat(month.count(Count.SETTLED_DIRECTLY)).isEqualTo(41_489);
        assertThat(month.count(Count.SETTLED_BY_DISPATCH)).isEqualTo(41_729);
        assertThat(month.count(Count.RECEIVED) + month.count(Count.CARRIED_OVER))
                .isEqualTo(month.count(Count.SETTLED_DIRECTLY) + month.count(Count.SETTLED_BY_DISPATCH))
                .isEqualTo(83_218);
        assertThat(month.count(Count.SETTLED_OTHERWISE)).isZero();
        assertThat(month.count(Count.CARRIED_FORWARD)).isZero();
        assertThat(of("2014-08").count(Count.CARRIED_FORWARD)).isEqualTo(4_629);
    }

    private Figures of(String period) {
        return indicators
                .by(Breakdown.of(Dimension.NONE, Period.parse(period), (List<String>) null))
                .await()
                .atMost(Duration.ofMinutes(1))
                .total();
    }
}
