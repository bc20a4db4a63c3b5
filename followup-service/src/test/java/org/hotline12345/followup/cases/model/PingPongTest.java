package org.hotline12345.followup.cases.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hotline12345.followup.notice.model.NoticeTexts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PingPongTest {
    @ParameterizedTest
    @CsvSource({"1, 3, false", "2, 3, false", "3, 3, true", "4, 3, true", "2, 2, true"})
    void the_third_return_or_the_number_of_the_policy_opens_supervision(int returns, int limit, boolean opens) {
        assertThat(PingPong.afterReturn(returns, limit, NoticeTexts.ZH).isPresent())
                .isEqualTo(opens);
    }

    @ParameterizedTest
    @CsvSource({
        // goes to, comes from, returned by, opens
        "U2, U1, U1,    false",
        "U1, U2, U1 U2, true",
        "U3, U2, U1 U2, false",
        "U2, U3, U1 U2 U3, true"
    })
    void a_case_sent_again_to_a_unit_that_returned_it_opens_supervision(
            String to, String from, String returnedBy, boolean opens) {
        assertThat(PingPong.afterDispatch(to, from, List.of(returnedBy.split(" ")), code -> code + "局", NoticeTexts.ZH)
                        .orElse(""))
                .matches(order -> opens == order.contains("该诉求在" + to + "局与" + from + "局之间"));
    }
}
