package org.hotline12345.assessment.figures.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactSource;
import org.junit.jupiter.api.Test;

class SummaryDefinitionTest {
    @Test
    void counts_that_rest_on_one_fact_are_held() {
        assertThat(SummaryDefinition.holds(Count.RECEIVED)).isTrue();
        assertThat(SummaryDefinition.holds(Count.WORKING_DAYS)).isTrue();
        assertThat(SummaryDefinition.holds(Count.OVERDUE)).isTrue();
        assertThat(SummaryDefinition.momentary(Count.OVERDUE.parts().get(0))).isTrue();
        assertThat(SummaryDefinition.momentary(Count.DUE.parts().get(0))).isFalse();
    }

    @Test
    void what_stands_now_is_the_sum_over_all_days() {
        assertThat(Arrays.stream(Count.values()).filter(SummaryDefinition::stock))
                .containsExactly(Count.OPEN_NOW, Count.OVERDUE_NOW)
                .allMatch(SummaryDefinition::holds);
    }

    @Test
    void nothing_that_is_stored_depends_on_the_present_moment() {
        assertThat(SummaryDefinition.functions()).isNotEmpty().noneMatch(sql -> sql.contains("$now"));
    }

    @Test
    void every_source_of_a_count_is_summed_up() {
        assertThat(SummaryDefinition.sources())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FactSource.values())
                        .filter(source -> source.flows() || source == FactSource.OPEN)
                        .toList());
    }
}
