package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;
import static org.hotline12345.dispatch.cases.model.Sample.THEN;
import static org.hotline12345.dispatch.cases.model.Sample.assertRefused;

import java.util.List;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.events.Respondent;
import org.junit.jupiter.api.Test;

/** Units that are accused, that work, and whose leaders read; and what time it is. */
class OfficeTest {
    private final Office office = Sample.office();

    @Test
    void the_unit_of_a_code_is_accused_whatever_it_is_called() {
        var respondent = new Respondent("LIGHT", "市水务局");
        assertThat(office.unitOf(respondent)).isEqualTo("LIGHT");
        assertThat(office.accused(respondent)).containsExactly("LIGHT");
    }

    @Test
    void a_name_accuses_the_one_unit_that_it_can_mean() {
        var respondent = new Respondent(null, "游泳馆");
        assertThat(office.unitOf(respondent)).isEqualTo("POOL");
        assertThat(office.accused(respondent)).containsExactly("POOL");
    }

    @Test
    void nobody_is_accused_by_a_case_that_accuses_nobody_or_somebody_unknown() {
        assertThat(office.unitOf(null)).isNull();
        assertThat(office.accused(null)).isEmpty();
        assertThat(office.unitOf(new Respondent(null, "某某公司"))).isNull();
        assertThat(office.accused(new Respondent(null, "某某公司"))).isEmpty();
    }

    @Test
    void who_stands_below_an_accused_unit_is_kept_away_too_and_who_stands_above_is_not() {
        assertThat(office.isAccused("WATER", List.of("LIGHT", "WATER"))).isTrue();
        assertThat(office.isAccused("POOL", List.of("WATER"))).isTrue();
        assertThat(office.isAccused("WATER", List.of("POOL"))).isFalse();
        assertThat(office.isAccused("WATER", List.of())).isFalse();
    }

    @Test
    void a_unit_that_was_closed_or_never_was_gets_no_work() {
        assertThat(office.works("WATER")).isTrue();
        assertThat(office.works("CLOSED")).isFalse();
        assertThat(office.works("NOBODY")).isFalse();
        assertThat(office.works(null)).isFalse();
    }

    @Test
    void which_cases_a_leader_reads_is_for_the_unit_to_say() {
        assertThat(office.instructionsOf("STRICT")).isEqualTo(InstructionPolicy.ALL);
        assertThat(office.instructionsOf("CAREFUL")).isEqualTo(InstructionPolicy.COMPLEX);
        assertThat(office.instructionsOf("WATER")).isEqualTo(InstructionPolicy.NONE);
        assertThat(office.instructionsOf("NOBODY")).isEqualTo(InstructionPolicy.NONE);
    }

    @Test
    void what_another_clock_says_of_later_is_not_before_it_and_what_was_before_is_now() {
        assertThat(office.notBefore(THEN)).isEqualTo(NOW);
        assertThat(office.notBefore(NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void clocks_that_differ_are_evened_out_and_history_in_the_wrong_order_is_refused() {
        var somebody = new Act(THEN, "anna", false);
        assertThat(somebody.notBefore(NOW)).isEqualTo(NOW);
        assertThat(somebody.notBefore(THEN)).isEqualTo(THEN);
        var importer = new Act(THEN, "importer", true);
        assertThat(importer.notBefore(THEN)).isEqualTo(THEN);
        assertThat(importer.notBefore(THEN.minusSeconds(1))).isEqualTo(THEN);
        assertRefused(() -> importer.notBefore(NOW)).isEqualTo(new Refusal.BeforeLastEvent(NOW));
    }

    @Test
    void nobody_is_told_of_history_or_of_a_case_that_was_moved_in() {
        assertThat(new Act(NOW, "anna", false).telling(NOW, false)).isEqualTo(new Telling(NOW, "anna", false));
        assertThat(new Act(NOW, "anna", false).telling(NOW, true).imported()).isTrue();
        assertThat(new Act(NOW, "importer", true).telling(NOW, false).imported())
                .isTrue();
    }
}
