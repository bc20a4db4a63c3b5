package org.hotline12345.assessment.appeal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ImpartialityTest {
    private final Impartiality rule = new Impartiality(Set.of("scorer-1", "deductor-2"), "leader-3");

    @Test
    void who_scored_or_objected_or_belongs_to_a_unit_concerned_does_not_decide() {
        assertThat(rule.allows("scorer-1", false)).isFalse();
        assertThat(rule.allows("deductor-2", false)).isFalse();
        assertThat(rule.allows("leader-3", false)).isFalse();
        assertThat(rule.allows("evaluator-4", true)).isFalse();
        assertThat(rule.allows("evaluator-4", false)).isTrue();
    }
}
