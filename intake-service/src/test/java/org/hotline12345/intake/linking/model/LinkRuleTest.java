package org.hotline12345.intake.linking.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.hotline12345.intake.cases.model.CaseStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkRuleTest {
    @ParameterizedTest
    @CsvSource({
        "REPLIED, false, true, true, ALLOWED",
        "CLOSED, false, true, true, ALLOWED",
        "ANSWERED, false, false, false, ALLOWED",
        "REPLIED, false, true, false, OTHER_CITIZEN",
        "IN_PROGRESS, false, true, true, NOT_ANSWERED",
        "WITHDRAWN, false, true, true, NOT_ANSWERED",
        "NOT_ACCEPTED, false, true, true, NOT_ANSWERED",
        "REPLIED, true, true, true, SAME_CASE"
    })
    void only_an_answered_case_of_the_same_citizen_can_be_linked_to(
            CaseStatus earlier, boolean sameCase, boolean bothKnown, boolean sameCitizen, LinkRule.Verdict verdict) {
        assertThat(LinkRule.judge(earlier, sameCase, bothKnown, sameCitizen)).isEqualTo(verdict);
    }

    @Test
    void the_second_reader_is_somebody_else() {
        assertThat(LinkRule.mayDecide("a", "a")).isFalse();
        assertThat(LinkRule.mayDecide("a", "b")).isTrue();
    }
}
