package org.hotline12345.dispatch.masterdata.catalogue.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.UnitLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueRuleTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);

    private static CatalogueRule rule(LocalDate last) {
        return new CatalogueRule(
                new UUID(0, 1),
                "C0102",
                "220102",
                List.of("停水"),
                new Lead.OfUnit("CC-WATER"),
                List.of("CC-ROADS"),
                FIRST,
                last);
    }

    @Test
    void an_entry_counts_from_its_first_day_to_its_last() {
        assertThat(rule(LAST).validOn(FIRST.minusDays(1))).isFalse();
        assertThat(rule(LAST).validOn(FIRST)).isTrue();
        assertThat(rule(LAST).validOn(LAST)).isTrue();
        assertThat(rule(LAST).validOn(LAST.plusDays(1))).isFalse();
    }

    @Test
    void an_entry_without_a_last_day_goes_on() {
        assertThat(rule(null).validOn(FIRST.plusYears(50))).isTrue();
    }

    @Test
    void words_decide_only_where_the_office_says_so_and_an_entry_out_of_use_stays_what_it_was() {
        CatalogueRule filed = rule(LAST);
        assertThat(filed.keywordsDecide()).isFalse();
        assertThat(filed.active()).isTrue();

        CatalogueRule deciding = filed.withKeywordsDeciding(true);
        assertThat(deciding.keywordsDecide()).isTrue();
        assertThat(deciding.withKeywordsDeciding(false)).isEqualTo(filed);

        CatalogueRule out = deciding.outOfUse();
        assertThat(out.active()).isFalse();
        assertThat(out).usingRecursiveComparison().ignoringFields("active").isEqualTo(deciding);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CC-WATER", "@DISTRICT", "@STREET"})
    void who_leads_is_read_as_it_was_written(String text) {
        assertThat(Lead.parse(text)).map(Lead::text).contains(text);
    }

    @Test
    void a_level_leads_by_the_area_of_the_case_and_no_other_word_does() {
        assertThat(Lead.parse("@STREET")).contains(new Lead.OfArea(UnitLevel.STREET));
        assertThat(Lead.parse("@DISTRICT")).contains(new Lead.OfArea(UnitLevel.DISTRICT));
        assertThat(Lead.parse("CC-WATER")).contains(new Lead.OfUnit("CC-WATER"));
        assertThat(Lead.parse("@CITY")).isEmpty();
    }
}
