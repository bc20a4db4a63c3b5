package org.hotline12345.intake.contact.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13812345678|+8613812345678|13812345678",
                "138 1234 5678|+8613812345678|13812345678",
                "１３８－１２３４－５６７８|+8613812345678|13812345678",
                "+86 138-1234-5678|+8613812345678|13812345678",
                "0086 13812345678|+8613812345678|13812345678",
                "8613812345678|+8613812345678|13812345678",
                "013812345678|+8613812345678|13812345678",
                "0431-88776655|+8643188776655|43188776655",
                "(0431) 8877 6655|+8643188776655|43188776655",
                "+86 431 88776655|+8643188776655|43188776655",
                "+86 0431 88776655|+8643188776655|43188776655",
                "88776655|+8643188776655|43188776655",
                "0431-88776655转801|+8643188776655|43188776655",
                "0431-88776655 ext 801|+8643188776655|43188776655",
                "010-62345678|+861062345678|1062345678",
                "0432-6234567|+864326234567|4326234567",
                "+1 617 555 0123|+16175550123|16175550123",
                "00852 2345 6789|+85223456789|85223456789",
            })
    void every_way_of_writing_it_is_the_same_telephone(String typed, String normalised, String digits) {
        var phone = PhoneNumber.parse(typed, "0431").orElseThrow();

        assertThat(phone.normalised()).isEqualTo(normalised);
        assertThat(phone.digits()).isEqualTo(digits);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "12345",
                "110",
                "1381234567",
                "138123456789",
                "23812345678",
                "abc",
                "13812345678a",
                "+86 1",
                "0431",
                "'; drop table contact; --",
                "+0123456789",
                "+1234567890123456",
                "19999"
            })
    void what_is_no_telephone_is_refused(String typed) {
        assertThat(PhoneNumber.parse(typed, "0431")).isEmpty();
    }

    @Test
    void contact_data_does_not_print_itself() {
        assertThat(new Contact("王小明", "13812345678")).asString().doesNotContain("王", "138");
        assertThat(PhoneNumber.parse("13812345678", "0431").orElseThrow())
                .asString()
                .doesNotContain("138");
        assertThat(new Contact(null, null).nothingTold()).isTrue();
        assertThat(new Contact("王", null).nothingTold()).isFalse();
        assertThat(new Contact(null, "1").nothingTold()).isFalse();
    }

    @Test
    void a_query_code_has_eight_digits() {
        assertThat(QueryCode.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 7, 99})).isEqualTo("00000007");
        assertThat(QueryCode.of(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1})).isEqualTo("09551615");
        assertThat(QueryCode.of(new byte[] {0, 0, 0, 0, 5, -11, -31, 0})).isEqualTo("00000000");
        assertThat(QueryCode.same("00000007", "00000007")).isTrue();
        assertThat(QueryCode.same("00000007", "00000008")).isFalse();
        assertThat(QueryCode.same("00000007", "")).isFalse();
    }
}
