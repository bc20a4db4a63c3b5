package org.hotline12345.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dispatch says of a case counts until somebody corrects it, and again once dispatch has heard of that. */
class KnownCorrectionsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, DISPATCHED",
        "0, 1, KNOWN",
        "1, 1, DISPATCHED",
        "1, 2, KNOWN",
        "2, 1, DISPATCHED",
    })
    void what_was_corrected_of_which_dispatch_had_not_heard_stays(int heard, int corrected, String then)
            throws Exception {
        var event = dispatched(heard);

        assertThat(event.category("KNOWN", corrected)).isEqualTo(then);
        assertThat(event.area("KNOWN", corrected)).isEqualTo(then);
        assertThat(event.knows(corrected)).isEqualTo(then.equals("DISPATCHED"));
    }

    @Test
    void what_a_dispatch_does_not_say_stays() throws Exception {
        var json = (ObjectNode) Contract.sample(CaseDispatched.class);
        var event = Contract.JSON.treeToValue(json.without(List.of("category", "area")), CaseDispatched.class);

        assertThat(event.category("KNOWN", 0)).isEqualTo("KNOWN");
        assertThat(event.area("KNOWN", 0)).isEqualTo("KNOWN");
    }

    @Test
    void a_dispatch_of_earlier_days_had_heard_of_no_correction() throws Exception {
        var json = (ObjectNode) Contract.sample(CaseDispatched.class);
        var event = Contract.JSON.treeToValue(json.without(List.of("corrections")), CaseDispatched.class);

        assertThat(event.corrections()).isZero();
        assertThat(event.knows(0)).isTrue();
        assertThat(event.knows(1)).isFalse();
    }

    @Test
    void a_correction_is_the_last_one_of_what_it_corrects() throws Exception {
        var json = (ObjectNode) Contract.sample(CaseCorrected.class);
        var event = Contract.JSON.treeToValue(json.put("number", 3), CaseCorrected.class);

        assertThat(event.last(CorrectedFact.AREA, 1)).isEqualTo(3);
        assertThat(event.last(CorrectedFact.CATEGORY, 1)).isEqualTo(1);
    }

    private static CaseDispatched dispatched(int heard) throws Exception {
        var json = (ObjectNode) Contract.sample(CaseDispatched.class);
        json.put("category", "DISPATCHED").put("area", "DISPATCHED").put("corrections", heard);
        return Contract.JSON.treeToValue(json, CaseDispatched.class);
    }
}
