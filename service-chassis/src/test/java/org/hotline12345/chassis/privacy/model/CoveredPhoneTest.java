package org.hotline12345.chassis.privacy.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoveredPhoneTest {
    @ParameterizedTest
    @CsvSource({
        "18643210987, 186****87",
        "+86 186 4321 0987, 186****87",
        "8618643210987, 186****87",
        "0431-88776655, 043****55",
        "10086, ****86",
        "1, ****1"
    })
    void enough_is_shown_to_tell_one_from_another_and_too_little_to_call(String phone, String covered) {
        assertThat(CoveredPhone.of(phone)).isEqualTo(covered);
    }
}
