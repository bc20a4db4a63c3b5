package org.hotline12345.followup.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For which cases a rule holds, and which of several does. */
class WhenTest {
    private static final CaseTraits TRAITS =
            new CaseTraits(CaseType.HELP, Urgency.URGENT, "WEB", "C0102", UnitLevel.CITY, true);
    private static final CaseTraits UNKNOWN = new CaseTraits(CaseType.HELP, Urgency.URGENT, null, null, null, false);

    @ParameterizedTest(
            name =
                    "type {0}, urgency {1}, channel {2}, category {3}, level {4}, rework {5}: {6}, of what is unknown {7}")
    @CsvSource({
        ", , , , , , true, true",
        "HELP, , , , , , true, true",
        "REPORT, , , , , , false, false",
        ", URGENT, , , , , true, true",
        ", ORDINARY, , , , , false, false",
        ", , WEB, , , , true, false",
        ", , APP, , , , false, false",
        // a category stands for those under it, not for the one above it
        ", , , C0102, , , true, false",
        ", , , C01, , , true, false",
        ", , , C010203, , , false, false",
        ", , , C02, , , false, false",
        ", , , , CITY, , true, false",
        ", , , , STREET, , false, false",
        ", , , , , true, true, false",
        ", , , , , false, false, true",
        // all that is given must fit
        "HELP, URGENT, WEB, C01, CITY, true, true, false",
        "HELP, URGENT, APP, C01, CITY, true, false, false"
    })
    void a_rule_holds_where_all_that_it_names_fits(
            CaseType type,
            Urgency urgency,
            String channel,
            String category,
            UnitLevel level,
            Boolean rework,
            boolean fits,
            boolean fitsUnknown) {
        var when = new When(list(type), list(urgency), list(channel), list(category), list(level), rework);
        assertThat(when.fits(TRAITS)).isEqualTo(fits);
        assertThat(when.fits(UNKNOWN)).isEqualTo(fitsUnknown);
    }

    private static <T> List<T> list(T one) {
        return one == null ? null : List.of(one);
    }

    @Test
    void one_of_a_list_suffices() {
        var phoneOrWeb = new When(null, null, List.of("PHONE", "WEB"), List.of("C02", "C01"), null, null);
        assertThat(phoneOrWeb.fits(TRAITS)).isTrue();
    }

    @Test
    void the_first_term_that_fits_counts_and_may_have_marks_and_extensions_of_its_own() {
        var day = new Span(1, SpanUnit.WORKING_DAYS);
        var yellow = new Marks(new Offset(day, null, null), null, null, null, null, null, null);
        var red = new Marks(null, new Offset(null, day, null), null, null, null, null, null);
        var urgent = new When(null, List.of(Urgency.URGENT), null, null, null, null);
        var first = new Term(urgent, new Span(24, SpanUnit.HOURS), null, null, null, yellow, Extensions.none());
        var other = Term.of(5, SpanUnit.WORKING_DAYS);
        var rules = new KindRules(null, List.of(first, other), red, new Extensions(2, 10, null), null);
        assertThat(rules.termFor(TRAITS)).containsSame(first);
        assertThat(rules.marksFor(TRAITS)).isEqualTo(yellow);
        assertThat(rules.extensionsFor(TRAITS)).isEqualTo(Extensions.none());
        var ordinary = new CaseTraits(CaseType.HELP, Urgency.ORDINARY, "WEB", null, null, false);
        assertThat(rules.termFor(ordinary)).containsSame(other);
        assertThat(rules.marksFor(ordinary)).isEqualTo(red);
        assertThat(rules.extensionsFor(ordinary).workingDays()).isEqualTo(10);
        assertThat(new KindRules(null, List.of(first), null, null, null).termFor(ordinary))
                .isEmpty();
    }

    @Test
    void what_a_rule_leaves_out_has_a_meaning() {
        var term = new Term(null, new Span(5, SpanUnit.WORKING_DAYS), null, null, null, null, null);
        assertThat(term).isEqualTo(Term.of(5, SpanUnit.WORKING_DAYS));
        assertThat(term.from()).isEqualTo(CountFrom.NEXT_DAY);
        assertThat(term.until()).isEqualTo(MomentOfDay.CLOSE_OF_OFFICE);
        assertThat(term.onDayOff()).isEqualTo(OnDayOff.STAYS);
        var rules = new KindRules(null, List.of(term), null, null, null);
        assertThat(rules.startsAt()).isEqualTo(StartingPoint.DISPATCH);
        assertThat(rules.marks()).isEqualTo(Marks.none());
        assertThat(rules.extensions().times()).isZero();
        assertThat(rules.pauses().times()).isZero();
        assertThat(rules.pauses().stopClock()).isFalse();
    }

    @ParameterizedTest(name = "returns {0}, reworks {1}, level {2}: {3}, {4}, {5}")
    @CsvSource({"0, 0, 0, 3, 3, 1", "2, 4, 2, 2, 4, 2"})
    void supervision_opens_at_the_third_return_and_rework_where_the_document_does_not_say(
            int returns, int reworks, int level, int atReturns, int atReworks, int atLevel) {
        var rules = new SupervisionRules(2, 2, 3, returns, reworks, level, new Span(3, SpanUnit.WORKING_DAYS), null);
        assertThat(rules.returns()).isEqualTo(atReturns);
        assertThat(rules.reworks()).isEqualTo(atReworks);
        assertThat(rules.repeatLevel()).isEqualTo(atLevel);
    }

    @Test
    void an_offset_is_before_or_after_and_no_span_is_negative() {
        var day = new Span(1, SpanUnit.WORKING_DAYS);
        assertThatIllegalArgumentException().isThrownBy(() -> new Offset(null, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Offset(day, day, null));
        assertThat(new Offset(null, day, null).at()).isEqualTo(MomentOfDay.SAME_TIME);
        assertThatIllegalArgumentException().isThrownBy(() -> new Span(-1, SpanUnit.HOURS));
        assertThat(new Span(0, SpanUnit.HOURS).amount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "5, WORKING_DAYS, 5 个工作日, 5 working day(s)",
        "7, CALENDAR_DAYS, 7 个自然日, 7 calendar day(s)",
        "2, OFFICE_HOURS, 2 个工作小时, 2 office hour(s)",
        "24, HOURS, 24 小时, 24 hour(s)",
        "20, MINUTES, 20 分钟, 20 minute(s)"
    })
    void a_span_is_said_in_both_languages(int amount, SpanUnit unit, String chinese, String english) {
        assertThat(new Span(amount, unit).text().zh()).isEqualTo(chinese);
        assertThat(new Span(amount, unit).text().en()).isEqualTo(english);
    }

    @Test
    void a_clock_of_the_law_has_its_words_and_nothing_prolongs_it() {
        var complaint = new When(List.of(CaseType.COMPLAINT), null, null, null, null, null);
        var term = new Term(complaint, new Span(7, SpanUnit.WORKING_DAYS), null, null, null, null, null);
        var clock = new StatutoryClock(
                "acceptance", Map.of("zh", "投诉受理决定"), "第十四条", StartingPoint.REGISTRATION, List.of(term), null);
        assertThat(clock.heading().zh()).isEqualTo("投诉受理决定");
        assertThat(clock.heading().en()).isEqualTo("投诉受理决定");
        assertThat(clock.isFor(TRAITS)).isFalse();
        assertThat(clock.isFor(new CaseTraits(CaseType.COMPLAINT, Urgency.ORDINARY, "WEB", null, null, false)))
                .isTrue();
        assertThat(clock.rules().startsAt()).isEqualTo(StartingPoint.REGISTRATION);
        assertThat(clock.rules().extensions().times()).isZero();
        var english = new StatutoryClock("a", Map.of("en", "decision"), "14", null, List.of(), null);
        assertThat(english.heading().en()).isEqualTo("decision");
        assertThat(english.heading().zh()).isEqualTo("a");
    }
}
